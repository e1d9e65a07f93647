/** The functions whose answers have a form of their own. */
import type { CloudResource, Invoke, InvokeContext, Value, Values } from "../../model.ts";
import { isRecord, valuesAt } from "../../paths.ts";
import { textAt } from "../../text.ts";
import { CLIENT, PRINCIPAL, SUBSCRIPTION, TENANT } from "../subscription.ts";
import { byToken } from "../tokens.ts";
import { credentials } from "./clusters.ts";
import { keyOf, ownerOf } from "./lookups.ts";

const always =
  (result: Values): Invoke =>
  () =>
    result;

/** A function of the resource that its arguments name. */
const about =
  (tell: (owner: CloudResource, args: Values, context: InvokeContext) => Values): Invoke =>
  (args, context) =>
    tell(ownerOf(args, context.cloud), args, context);

/** A shared access signature: a query string; https://learn.microsoft.com/rest/api/storageservices/create-service-sas */
const signature = (owner: CloudResource, args: Values, resource: string): string =>
  new URLSearchParams({
    sv: "2024-11-04",
    sr: textAt(args, "resource") || resource,
    sp: textAt(args, "permissions") || "r",
    st: textAt(args, "sharedAccessStartTime"),
    se: textAt(args, "sharedAccessExpiryTime"),
    spr: textAt(args, "protocols") || "https",
    sig: keyOf(owner, "signature"),
  }).toString();

/** The settings that a site was given, by a resource of their own or with the site itself. */
function settingsOf(site: CloudResource, { cloud }: InvokeContext, config: string, inline: string): Values {
  const own = cloud.find(({ id }) => id === `${site.id}/config/${config}`);
  const given = own?.inputs["properties"];
  const pairs = valuesAt(site.inputs, `siteConfig.${inline}[]`)
    .filter(isRecord)
    .map(({ name, ...rest }): [string, Value] => [String(name), rest["value"] ?? rest["connectionString"]]);
  const properties = isRecord(given) ? given : Object.fromEntries(pairs);
  return { id: `${site.id}/config/${config}`, name: config, type: "Microsoft.Web/sites/config", properties };
}

const NO_ADMIN = 'Code="UnauthorizedForCredentialOperations" Message="The admin user of the registry is disabled"';

const cosmosConnection = (account: CloudResource, key: string): Value => ({
  connectionString: `AccountEndpoint=${textAt(account.outputs, "documentEndpoint")};AccountKey=${keyOf(account, `listDatabaseAccountKeys ${key}`)};`,
  description: `${key} SQL Connection String`,
});

export const invokes: Readonly<Record<string, Invoke>> = byToken<Invoke>({
  "authorization:getClientConfig": always({
    clientId: CLIENT,
    objectId: PRINCIPAL,
    subscriptionId: SUBSCRIPTION,
    tenantId: TENANT,
  }),
  "authorization:getClientToken": always({ token: "emulated-token" }),
  "containerservice:listManagedClusterUserCredentials": credentials("clusterUser"),
  "containerservice:listManagedClusterAdminCredentials": credentials("clusterAdmin"),
  "containerservice:listManagedClusterMonitoringUserCredentials": credentials("clusterMonitoringUser"),
  "containerregistry:listRegistryCredentials": about((registry) => {
    if (registry.inputs["adminUserEnabled"] !== true) throw new Error(NO_ADMIN);
    return {
      username: registry.outputs["name"],
      passwords: ["password", "password2"].map((name) => ({ name, value: keyOf(registry, name) })),
    };
  }),
  "storage:listStorageAccountKeys": about((account) => ({
    keys: ["key1", "key2"].map((keyName) => ({
      keyName,
      permissions: "FULL",
      value: keyOf(account, keyName),
      creationTime: account.outputs["creationTime"],
    })),
  })),
  "storage:listStorageAccountServiceSAS": about((account, args) => ({
    serviceSasToken: signature(account, args, "c"),
  })),
  "storage:listStorageAccountSAS": about((account, args) => ({ accountSasToken: signature(account, args, "sco") })),
  "cosmosdb:listDatabaseAccountConnectionStrings": about((account) => ({
    connectionStrings: ["primaryMasterKey", "secondaryMasterKey"].map((key) => cosmosConnection(account, key)),
  })),
  "web:listWebAppApplicationSettings": about((site, _, context) =>
    settingsOf(site, context, "appsettings", "appSettings"),
  ),
  "web:listWebAppConnectionStrings": about((site, _, context) =>
    settingsOf(site, context, "connectionstrings", "connectionStrings"),
  ),
  "web:listWebAppHostKeys": about((site) => ({
    masterKey: keyOf(site, "master"),
    functionKeys: { default: keyOf(site, "default") },
    systemKeys: {},
  })),
  "web:listWebAppPublishingCredentials": about((site) => ({
    id: `${site.id}/publishingcredentials/$${textAt(site.outputs, "name")}`,
    name: textAt(site.outputs, "name"),
    type: "Microsoft.Web/sites/publishingcredentials",
    publishingUserName: `$${textAt(site.outputs, "name")}`,
    publishingPassword: keyOf(site, "publishing"),
    scmUri: `https://$${textAt(site.outputs, "name")}@${textAt(site.outputs, "name")}.scm.azurewebsites.net`,
  })),
  "logic:listWorkflowTriggerCallbackUrl": about((workflow, args) => {
    const basePath = `${textAt(workflow.outputs, "accessEndpoint")}/triggers/${textAt(args, "triggerName")}/paths/invoke`;
    const queries = {
      "api-version": "2019-05-01",
      sp: "/triggers/manual/run",
      sv: "1.0",
      sig: keyOf(workflow, "trigger"),
    };
    return {
      basePath,
      method: "POST",
      relativePath: "",
      queries,
      value: `${basePath}?${new URLSearchParams(queries).toString()}`,
    };
  }),
});
