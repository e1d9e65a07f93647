import type { platforms } from "../components/index.ts";
import type { NetworkArgs } from "../components/contract/network.ts";
import type { Environment } from "../components/tables/environments.ts";
import type { Tags } from "../components/tables/tags.ts";

/** A stack's configuration, checked, with every default filled in. */
export interface Settings {
  readonly cloud: keyof typeof platforms;
  readonly environment: Environment;
  readonly region: string;
  readonly tags: Tags;
  readonly network: Pick<NetworkArgs, "cidr" | "zones" | "natGateways" | "privateEndpoints">;
  /** Where copies go that outlive the region; absent where the environment keeps none. */
  readonly recovery?: {
    readonly region: string;
    /** False where the account's one replication of images is configured elsewhere. */
    readonly manageReplication: boolean;
  };
}
