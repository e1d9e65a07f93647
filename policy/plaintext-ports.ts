/** Which firewall rules let plaintext in: TCP ports of protocols that have another port for TLS, open to addresses. */

/** https://www.iana.org/assignments/service-names-port-numbers; 2375: https://docs.docker.com/engine/security/protect-access/ */
const plaintextPorts: Readonly<Record<string, number>> = {
  FTP: 21,
  Telnet: 23,
  HTTP: 80,
  POP3: 110,
  IMAP: 143,
  LDAP: 389,
  Docker: 2375,
};

/** As remedies name them: `21 (FTP), …`. */
export const plaintextPortNames = Object.entries(plaintextPorts)
  .map(([name, port]) => `${port} (${name})`)
  .join(", ");

const admits = (from: number, to: number) => Object.values(plaintextPorts).some((port) => from <= port && port <= to);

/** A port or a range as Azure and GCP write it: `80`, `8000-8080`, `*`. */
function admitsRange(range: string): boolean {
  const [from = NaN, to = from] = range === "*" ? [0, 65535] : range.split("-").map(Number);
  return admits(from, to);
}

const some = (values: readonly unknown[] | undefined) => (values?.length ?? 0) > 0;

/** `protocol` is a name or a number; -1, `*` and all stand for every protocol. */
const isTcp = (protocol: string | number | undefined) =>
  ["tcp", "6", "-1", "all", "*"].includes(String(protocol).toLowerCase());

interface AwsRule {
  readonly type?: string;
  readonly protocol?: string;
  readonly ipProtocol?: string;
  readonly fromPort?: number;
  readonly toPort?: number;
  readonly cidrBlocks?: readonly string[];
  readonly ipv6CidrBlocks?: readonly string[];
  readonly prefixListIds?: readonly string[];
  readonly cidrIpv4?: string;
  readonly cidrIpv6?: string;
  readonly prefixListId?: string;
}

/** An ingress rule of a security group, as a block or as a resource. From other security groups anything may come. */
export function awsAdmitsPlaintext(rule: AwsRule): boolean {
  const protocol = rule.protocol ?? rule.ipProtocol;
  const fromAddresses =
    some(rule.cidrBlocks) ||
    some(rule.ipv6CidrBlocks) ||
    some(rule.prefixListIds) ||
    (rule.cidrIpv4 ?? rule.cidrIpv6 ?? rule.prefixListId) !== undefined;
  if (rule.type === "egress" || !fromAddresses || !isTcp(protocol)) return false;
  return protocol === "-1" || admits(rule.fromPort ?? 0, rule.toPort ?? 65535);
}

interface AzureRule {
  readonly access: string;
  readonly direction: string;
  readonly protocol: string;
  readonly sourceAddressPrefix?: string;
  readonly sourceAddressPrefixes?: readonly string[];
  readonly destinationPortRange?: string;
  readonly destinationPortRanges?: readonly string[];
}

/** A rule of a network security group, as a block or as a resource. Health probes of the load balancer may be plaintext. */
export function azureAdmitsPlaintext(rule: AzureRule): boolean {
  const sources = [rule.sourceAddressPrefix, ...(rule.sourceAddressPrefixes ?? [])];
  const fromAddresses = sources.some((source) => source !== undefined && source !== "AzureLoadBalancer");
  if (rule.access !== "Allow" || rule.direction !== "Inbound" || !fromAddresses || !isTcp(rule.protocol)) return false;
  return [rule.destinationPortRange, ...(rule.destinationPortRanges ?? [])].some(
    (range) => range !== undefined && admitsRange(range),
  );
}

interface GcpRule {
  readonly direction?: string;
  readonly allows?: readonly { readonly protocol: string; readonly ports?: readonly string[] }[];
  readonly sourceRanges?: readonly string[];
  readonly sourceTags?: readonly string[];
  readonly sourceServiceAccounts?: readonly string[];
}

/** A firewall rule. Without any source it is open to every address; from tagged machines anything may come. */
export function gcpAdmitsPlaintext(rule: GcpRule): boolean {
  const fromAddresses = some(rule.sourceRanges) || !(some(rule.sourceTags) || some(rule.sourceServiceAccounts));
  if (rule.direction === "EGRESS" || !fromAddresses) return false;
  return (rule.allows ?? []).some(
    ({ protocol, ports }) => isTcp(protocol) && (some(ports) ? ports?.some(admitsRange) : true),
  );
}
