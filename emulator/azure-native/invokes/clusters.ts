/** Credentials of emulated AKS clusters. */
import { stringify } from "yaml";
import { certificateFor } from "../../certificate.ts";
import type { Invoke } from "../../model.ts";
import { textAt } from "../../text.ts";
import { keyOf, ownerOf } from "./lookups.ts";

/** @param role as AKS names the entries: `clusterUser`, `clusterAdmin`. */
export const credentials =
  (role: string): Invoke =>
  (args, { cloud }) => {
    const cluster = ownerOf(args, cloud);
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
      users: [{ name: user, user: { token: keyOf(cluster, role) } }],
    };
    return { kubeconfigs: [{ name: role, value: Buffer.from(stringify(config)).toString("base64") }] };
  };
