/** Credentials of emulated AKS clusters. */
import { stringify } from "yaml";
import { certificateFor } from "../../certificate.ts";
import type { CloudResource, Invoke, Values } from "../../model.ts";
import { textAt } from "../../text.ts";
import { TENANT } from "../subscription.ts";
import { keyOf, ownerOf } from "./lookups.ts";

/** Signs in to a cluster that asks Entra who someone is; the ids are the same for all: https://learn.microsoft.com/azure/aks/kubelogin-authentication */
const entraUser: Values = {
  exec: {
    apiVersion: "client.authentication.k8s.io/v1beta1",
    command: "kubelogin",
    args: [
      ...["get-token", "--environment", "AzurePublicCloud"],
      ...["--server-id", "6dae42f8-4368-4678-94ff-3960e28e3630"],
      ...["--client-id", "80faf920-1908-4b52-b5ef-a8e7bedfc67a"],
      ...["--tenant-id", TENANT, "--login", "devicecode"],
    ],
    env: null,
    provideClusterInfo: false,
  },
};

const isOfEntra = ({ inputs }: CloudResource) => inputs["aadProfile"] !== undefined && inputs["aadProfile"] !== null;

/** @param role as AKS names the entries: `clusterUser`, `clusterAdmin`. */
export const credentials =
  (role: string): Invoke =>
  (args, { cloud }) => {
    const cluster = ownerOf(args, cloud);
    const isLocal = role === "clusterAdmin" || !isOfEntra(cluster);
    if (isLocal && cluster.inputs["disableLocalAccounts"] === true) {
      throw new Error(
        'Code="BadRequest" Message="Getting static credential is not allowed because this cluster is set to disable local accounts."',
      );
    }
    const name = textAt(cluster.outputs, "name");
    const user = `${role}_${textAt(args, "resourceGroupName")}_${name}`;
    const isPrivate = textAt(cluster.inputs, "apiServerAccessProfile.enablePrivateCluster") === "true";
    const host = textAt(cluster.outputs, isPrivate ? "privateFQDN" : "fqdn");
    const config = {
      apiVersion: "v1",
      kind: "Config",
      clusters: [
        { name, cluster: { server: `https://${host}:443`, "certificate-authority-data": certificateFor(cluster.id) } },
      ],
      contexts: [{ name, context: { cluster: name, user } }],
      "current-context": name,
      preferences: {},
      users: [{ name: user, user: isLocal ? { token: keyOf(cluster, role) } : entraUser }],
    };
    return { kubeconfigs: [{ name: role, value: Buffer.from(stringify(config)).toString("base64") }] };
  };
