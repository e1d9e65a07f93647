import * as azure from "@pulumi/azure-native";
import * as pulumi from "@pulumi/pulumi";
import { after } from "../after.ts";

export interface AzureFederatedIdentityArgs {
  readonly scope: pulumi.Input<string>;
  /** Who signs the tokens that it is taken on with. */
  readonly issuer: pulumi.Input<string>;
  /** What the tokens call those that may take it on, to the letter; by a name for each. */
  readonly subjects: Readonly<Record<string, string>>;
}

/** What Entra wants tokens to be meant for. */
const audience = "api://AzureADTokenExchange";

/** An identity without a password: it is taken on with the tokens of somebody whom Entra is told to trust. */
export class AzureFederatedIdentity extends pulumi.ComponentResource {
  /** What it logs in as. Given once somebody can. */
  readonly clientId: pulumi.Output<string>;
  /** What it is given roles as. */
  readonly principalId: pulumi.Output<string>;

  constructor(name: string, args: AzureFederatedIdentityArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:azure:FederatedIdentity", name, {}, opts);
    const { scope: resourceGroupName, issuer, subjects } = args;
    const identity = new azure.managedidentity.UserAssignedIdentity(name, { resourceGroupName }, { parent: this });
    const credentials: pulumi.Resource[] = [];
    for (const [role, subject] of Object.entries(subjects)) {
      credentials.push(
        new azure.managedidentity.FederatedIdentityCredential(
          `${name}-${role}`,
          { resourceGroupName, resourceName: identity.name, issuer, subject, audiences: [audience] },
          // One after the other: Entra refuses to change two of an identity at once.
          { parent: this, dependsOn: [...credentials] },
        ),
      );
    }
    this.clientId = after(identity.clientId, ...credentials.map(({ urn }) => urn));
    this.principalId = identity.principalId;
    this.registerOutputs({ clientId: this.clientId, principalId: this.principalId });
  }
}
