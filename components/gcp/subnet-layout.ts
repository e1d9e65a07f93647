import { part } from "../addresses.ts";
import { clusterServiceCidr } from "../tables/environments.ts";

/** What a network's addresses are for. Google's subnets span a region's zones, so that there is one of each. */
export interface Layout {
  /** Half of the network: a node has a block of it for its pods. */
  readonly pods: string;
  /** A quarter: nodes and internal load balancers. */
  readonly nodes: string;
  /** An eighth, lent to Google's own network for Cloud SQL. */
  readonly database: string;
  /** Google's proxies, from which load balancers reach the pods. A /26 is the least that Google takes. */
  readonly proxies: string;
  /** Endpoints of Private Service Connect, through which Redis is reached. */
  readonly endpoints: string;
  /** Services of the cluster. */
  readonly services: string;
}

/** The names of the ranges that GKE takes for pods and services. */
export const rangeNames = { pods: "pods", services: "services" } as const;

export const layoutOf = (cidr: string): Layout => ({
  pods: part(cidr, 1, 0),
  nodes: part(cidr, 2, 2),
  database: part(cidr, 3, 6),
  proxies: part(part(cidr, 3, 7), 2, 0),
  endpoints: part(part(cidr, 3, 7), 2, 1),
  services: clusterServiceCidr,
});
