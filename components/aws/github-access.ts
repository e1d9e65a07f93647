import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Deployers, GitHub } from "../contract/identity.ts";
import type { Environment } from "../tables/environments.ts";
import { accountOf } from "./account.ts";
import { deployerRights } from "./deployer-rights.ts";
import { identityNames } from "./identity-names.ts";
import { policyDocument } from "./policy-document.ts";
import { readerRights } from "./reader-rights.ts";
import { after } from "../after.ts";

const host = "token.actions.githubusercontent.com";
const audience = "sts.amazonaws.com";

/** A whole deployment of production takes more than the usual hour. */
const deploymentHours = 2;

export interface AwsGitHubAccessArgs extends GitHub {
  /** The environment that is deployed; `environment` is GitHub's own. */
  readonly platform: Environment;
}

interface Login {
  readonly roleName: string;
  /** What GitHub's tokens call the jobs that may log in. */
  readonly subjects: string[];
  /** How long a session lasts, at most. */
  readonly hours: number;
  readonly rights: aws.iam.PolicyStatement[];
}

/**
 * Lets a repository's workflows in without keys: any workflow that runs for a pull request or on the main branch may look,
 * one that runs in the environment may deploy.
 * https://docs.github.com/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws
 */
export class AwsGitHubAccess extends pulumi.ComponentResource implements Deployers {
  readonly reader: pulumi.Output<string>;
  readonly deployer: pulumi.Output<string>;

  private readonly providerArn: pulumi.Output<string>;

  constructor(name: string, args: AwsGitHubAccessArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:aws:GitHubAccess", name, {}, opts);
    const account = accountOf(this);
    const { subjectPrefix, environment, platform } = args;
    this.providerArn = args.manageProvider ? this.createProvider(name) : this.findProvider();

    const names = identityNames(platform);
    this.reader = this.createLogin(`${name}-reader`, {
      roleName: names.reader,
      subjects: [`${subjectPrefix}:pull_request`, `${subjectPrefix}:ref:refs/heads/main`],
      hours: 1,
      rights: readerRights(account),
    });
    this.deployer = this.createLogin(`${name}-deployer`, {
      roleName: names.deployer,
      subjects: [`${subjectPrefix}:environment:${environment}`],
      hours: deploymentHours,
      rights: deployerRights(account, platform),
    });
    this.registerOutputs({ reader: this.reader, deployer: this.deployer });
  }

  /** AWS trusts GitHub's certificate by itself; it wants no thumbprint. */
  private createProvider(name: string): pulumi.Output<string> {
    return new aws.iam.OpenIdConnectProvider(
      name,
      { url: `https://${host}`, clientIdLists: [audience] },
      { parent: this },
    ).arn;
  }

  /** An account has one provider for each issuer. */
  private findProvider(): pulumi.Output<string> {
    return aws.iam.getOpenIdConnectProviderOutput({ url: `https://${host}` }, { parent: this }).arn;
  }

  /** The role's policy is its boundary too: whatever is attached to it later adds nothing. */
  private createLogin(name: string, { roleName, subjects, hours, rights }: Login): pulumi.Output<string> {
    const opts = { parent: this };
    const trust = {
      Effect: "Allow",
      Principal: { Federated: this.providerArn },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: { StringEquals: { [`${host}:aud`]: audience, [`${host}:sub`]: subjects } },
    } as const;
    const policy = new aws.iam.Policy(name, { name: roleName, policy: policyDocument(...rights) }, opts);
    const role = new aws.iam.Role(
      name,
      {
        name: roleName,
        assumeRolePolicy: policyDocument(trust),
        maxSessionDuration: hours * 3600,
        permissionsBoundary: policy.arn,
      },
      opts,
    );
    const attachment = new aws.iam.RolePolicyAttachment(name, { role: role.id, policyArn: policy.arn }, opts);
    return after(role.arn, attachment);
  }
}
