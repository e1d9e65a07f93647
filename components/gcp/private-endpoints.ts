import * as gcp from "@pulumi/gcp";
import * as pulumi from "@pulumi/pulumi";
import type { Scoped } from "../contract/foundation.ts";
import type { NetworkArgs } from "../contract/network.ts";

export interface GcpPrivateEndpointsArgs extends Scoped {
  readonly networkId: pulumi.Input<string>;
  readonly services: NetworkArgs["privateEndpoints"];
}

/** What `private.googleapis.com` is: https://cloud.google.com/vpc/docs/configure-private-google-access#domain-options */
const addresses = ["199.36.153.8", "199.36.153.9", "199.36.153.10", "199.36.153.11"];

/** Domains of Google's services. The API's own are essential, and so are images' since nodes cannot start without them. */
const domains = [
  { role: "googleapis", domain: "googleapis.com", essential: true },
  { role: "artifact-registry", domain: "pkg.dev", essential: true },
  { role: "container-registry", domain: "gcr.io", essential: false },
  { role: "cloud-run", domain: "run.app", essential: false },
];

/** Ways to Google's services that do not leave its network: their names lead to addresses that only it routes. */
export class GcpPrivateEndpoints extends pulumi.ComponentResource {
  constructor(name: string, args: GcpPrivateEndpointsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("honua:gcp:PrivateEndpoints", name, {}, opts);
    const wanted = domains.filter(({ essential }) => essential || args.services === "all");
    for (const { role, domain } of wanted) this.lead(`${name}-${role}`, domain, args);
    this.registerOutputs();
  }

  private lead(name: string, domain: string, { scope: project, networkId }: GcpPrivateEndpointsArgs): void {
    const zone = new gcp.dns.ManagedZone(
      name,
      {
        project,
        dnsName: `${domain}.`,
        description: `${domain} without leaving Google's network`,
        visibility: "private",
        privateVisibilityConfig: { networks: [{ networkUrl: networkId }] },
      },
      { parent: this },
    );
    const record = (role: string, type: string, host: string, rrdatas: string[]) =>
      new gcp.dns.RecordSet(
        `${name}-${role}`,
        { project, managedZone: zone.name, name: host, type, ttl: 300, rrdatas },
        { parent: this },
      );
    record("apex", "A", `${domain}.`, addresses);
    record("all", "CNAME", `*.${domain}.`, [`${domain}.`]);
  }
}
