import type { Cloud } from "../../components/tables/clouds.ts";
import type { Environment } from "../../components/tables/environments.ts";
import type { Region } from "../../components/tables/regions.ts";
import type { Settings } from "../settings.ts";

/** What the checks of some keys depend on; absent where it is a mistake itself. */
export interface Context {
  /** Clouds that can be built on. */
  readonly available: readonly Settings["cloud"][];
  readonly cloud?: Cloud;
  readonly environment?: Environment;
  /** The regions that the cloud has, by name. */
  readonly regions: Readonly<Record<string, Region>>;
  readonly region?: Region;
  /** Where machines are offered or not: the region, and on GCP, which offers them zone by zone, the stack's zones. */
  readonly places: readonly string[];
}
