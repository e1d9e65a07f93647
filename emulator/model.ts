/**
 * What the emulator is made of: plain values, the shape of a resource type, and the tables that one provider package adds.
 *
 * Everything cloud-specific is data that implements {@link Emulation}; everything that runs is generic.
 */

/** A provider package that the emulator stands in for. */
export type Package = "aws" | "azure-native" | "gcp" | "kubernetes" | "eks" | "random";

/** A value that is not known before the resource exists; only ever seen in a preview. */
export const UNKNOWN: unique symbol = Symbol("unknown");

/** A property value with secrets revealed. Assets, archives and resource references stay as the SDK's tagged objects. */
export type Value = typeof UNKNOWN | null | undefined | boolean | number | string | Value[] | { [key: string]: Value };

/** The properties of one resource or the arguments of one call. */
export type Values = { [key: string]: Value };

/** The type of a property, as far as the emulator needs it. */
export type TypeRef =
  | { kind: "string"; values?: readonly string[] }
  | { kind: "number" }
  | { kind: "boolean" }
  | { kind: "any" }
  | { kind: "array"; element: TypeRef }
  | { kind: "map"; value: TypeRef }
  /** One of several; objects among them are told apart by their properties with a single value. */
  | { kind: "union"; members: readonly TypeRef[] }
  | { kind: "object"; properties: () => Properties };

export interface PropertyShape {
  readonly type: TypeRef;
  /** May be left out (inputs) or undefined (outputs). */
  readonly optional: boolean;
  /** The default that the declaration's comment states, parsed. */
  readonly default?: boolean | number | string;
  /** The comment says that a change replaces the resource. */
  readonly replaces: boolean;
  /** As an output that is not given: unknown in a preview. By default where it is not optional. */
  readonly unknown?: boolean;
}

export type Properties = Readonly<Record<string, PropertyShape>>;

/** What an SDK declares about one resource type. */
export interface TypeShape {
  readonly inputs: Properties;
  readonly outputs: Properties;
}

/** One resource as the emulated cloud keeps it. */
export interface CloudResource {
  /** Pulumi type token, such as `aws:ec2/vpc:Vpc`. */
  readonly type: string;
  readonly id: string;
  readonly urn: string;
  /** Where its id is its own: see {@link Emulation.realm}. */
  readonly realm?: string;
  readonly inputs: Values;
  readonly outputs: Values;
}

/** The emulated cloud as tables may query it. */
export interface Cloud {
  /** Provider configuration: `region`, `location`, `project`, … */
  readonly config: Values;
  get(type: string, id: string): CloudResource | undefined;
  ofType(type: string): readonly CloudResource[];
  /** Every live resource of this stack's cloud, of every package. */
  all(): readonly CloudResource[];
  /** The first live resource that fits, of this stack or else of any other. */
  find(fits: (resource: CloudResource) => boolean): CloudResource | undefined;
}

/** A resource about to be created or changed. Inputs may hold {@link UNKNOWN} in a preview. */
export interface Candidate {
  readonly type: string;
  readonly urn: string;
  /** Logical name: the last part of the URN. */
  readonly name: string;
  readonly inputs: Values;
  /** Present when an existing resource changes. */
  readonly old?: CloudResource;
}

/** A fact that the cloud would refuse a resource for. */
export interface Check {
  /** Types it applies to; a trailing `*` matches the rest. */
  readonly types: readonly string[];
  /** The page, issue or declaration that says so. */
  readonly source: string;
  /**
   * Asked only when the resource is made or changed: the check looks for what the same run may make before it, so that
   * a preview cannot tell.
   */
  readonly late?: boolean;
  /** The property at fault and the reason, or nothing where all is well. Called with unknown values in previews: unknown is never wrong. */
  check(candidate: Candidate, cloud: Cloud): { property?: string; reason: string } | undefined;
}

/** Where a resource's own inputs name other resources that must exist, and that must not be deleted before it. */
export interface Reference {
  readonly types: readonly string[];
  /** Dotted path of the input; `[]` walks a list: `subnetIds[]`, `vpcConfig.securityGroupIds[]`. */
  readonly path: string;
  /**
   * Of these types one must exist with that value as its `output` (default: its id). An entry may name an output of
   * its own after `#`: `aws:ec2/vpc:Vpc#defaultSecurityGroupId`.
   */
  readonly to: readonly string[];
  readonly output?: string;
  /** Values that exist without the program having made them: the provider's own policies, a new account's network. */
  readonly given?: (value: string) => boolean;
  /** While this resource lives, the other one cannot be deleted. */
  readonly blocksDelete: boolean;
  readonly source: string;
}

/** How a type gets its physical name when the program gives none, as the real provider does it. */
export interface NameRule {
  readonly types: readonly string[];
  readonly property: string;
  readonly maxLength: number;
  /** What stands between the logical name and the random suffix; null where the provider adds none. */
  readonly separator: string | null;
  /** Hexadecimal digits in the suffix; default 7, as the bridged providers have it. */
  readonly digits?: number;
  readonly lowercase?: boolean;
  /** The provider refuses a logical name that leaves no room for the suffix, instead of cutting it. */
  readonly strict?: boolean;
  /** What the provider does to the finished name: a prefix or suffix that the service demands. */
  readonly finish?: (name: string, inputs: Values) => string;
  readonly source: string;
}

export interface SynthesisContext {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  readonly id: string;
  readonly inputs: Values;
  readonly cloud: Cloud;
  /** A lowercase hexadecimal string of that length, the same for this resource each time it is asked for the same salt. */
  hex(length: number, salt?: string): string;
}

/** What holds for a type that no row of a table names, derived from what the SDK declares about it. */
export interface Conventions {
  readonly id: (context: Omit<SynthesisContext, "id">) => string;
  readonly name?: NameRule;
  /** Inputs whose change replaces the resource: those that its id consists of. */
  readonly immutable: readonly string[];
}

/** A computed value whose format matters. */
export type Format = (context: SynthesisContext) => Value;

export interface InvokeContext {
  readonly cloud: Cloud;
  readonly preview: boolean;
}

/**
 * What stays in the cloud of something that is over: a name that is not free again, or what a service has written. It
 * stops something later.
 */
export interface Trace {
  /** What is left, as a reader of the error takes it: "a deleted secret". */
  readonly what: string;
  readonly source: string;
  /** The operations that leave a trace of that name. */
  readonly left: readonly {
    readonly types: readonly string[];
    readonly by: "create" | "delete";
    readonly name: TraceName;
  }[];
  /** The operations that a trace of that name stops. */
  readonly stops: {
    readonly types: readonly string[];
    readonly operation: "create" | "delete";
    readonly name: TraceName;
    /** What is to be done about it. */
    readonly remedy: string;
  };
  /** Such a trace goes with what it did not stop. */
  readonly goes?: TraceName;
}

/** What a trace is known by; nothing where the operation leaves none, or heeds none. */
export type TraceName = (inputs: Values, realm: string) => string | undefined;

/** A provider function: returns its result or throws an Error with the message the cloud would give. */
export type Invoke = (args: Values, context: InvokeContext) => Values | Promise<Values>;

/** What one provider package adds to the generic emulator; all of it data. */
export interface Emulation {
  readonly package: Package;
  /** The id a new resource gets, by type (a trailing `*` matches the rest); without a row, the name or a hash. */
  readonly ids: Readonly<Record<string, (context: Omit<SynthesisContext, "id">) => string>>;
  /** Outputs with a format, by type and then property; type `*` applies to all. */
  readonly formats: Readonly<Record<string, Readonly<Record<string, Format>>>>;
  /** Outputs that are secret although no input of theirs is, by type: keys that the cloud makes. */
  readonly secrets?: Readonly<Record<string, readonly string[]>>;
  readonly names: readonly NameRule[];
  /** The region, cluster or the like within which an id is one resource's; without it, ids are unique everywhere. */
  readonly realm?: (inputs: Values, cloud: Cloud, type: string) => string;
  /** Asked for types that the rows above and below do not name. */
  readonly conventions?: (type: string) => Conventions | undefined;
  /** The provider drops arguments that it does not know, instead of refusing them. */
  readonly dropsSurplus?: boolean;
  /** Inputs that the provider turns into JSON text where the program gives an object, by type. */
  readonly documents?: Readonly<Record<string, readonly string[]>>;
  /** Types of which the old one goes before its replacement comes, whatever they are called. */
  readonly deletesFirst?: readonly string[];
  /** Inputs that the provider fills in where the program gave none, such as a location; by dotted path. */
  readonly defaults?: (candidate: Candidate, cloud: Cloud) => Values;
  /** The inputs of what exists without the program having made it, such as the objects of an installed chart. */
  readonly given?: (type: string, id: string, cloud: Cloud) => Values | undefined;
  /** Whether deleting the first takes the second along, as a resource group or namespace does. */
  readonly contains?: (container: CloudResource, other: CloudResource) => boolean;
  /** Inputs whose change replaces the resource where the declaration's comments do not say so; type `*` applies to all. */
  readonly immutable: Readonly<Record<string, readonly string[]>>;
  /** Inputs that may be given and changed later, and not taken away: that replaces the resource. */
  readonly irrevocable?: Readonly<Record<string, readonly string[]>>;
  readonly checks: readonly Check[];
  readonly references: readonly Reference[];
  /** Inputs that stop a delete while true, or while they have that value; with whether that is so by default. */
  readonly protections: readonly {
    types: readonly string[];
    property: string;
    value?: string;
    default: boolean;
    source: string;
  }[];
  /** Whether the provider takes a resource of that type over where it exists already, instead of failing to create it. */
  readonly adopts?: (type: string) => boolean;
  /** Types that keep their id after they are deleted: no other can have it, for the reason given. */
  readonly reserves?: readonly { types: readonly string[]; reason: string; source: string }[];
  /** Whether deleting a resource only lets go of it: it stays in the cloud, and what it uses stays in use. */
  readonly abandons?: (resource: CloudResource) => boolean;
  /** Deletes that the provider refuses for what the inputs lack: gives the reason. */
  readonly refusedDeletes?: readonly {
    readonly types: readonly string[];
    readonly source: string;
    readonly reason: (inputs: Values) => string | undefined;
  }[];
  readonly traces?: readonly Trace[];
  readonly invokes: Readonly<Record<string, Invoke>>;
  /** Asked for functions that no row names. */
  readonly invokeOf?: (token: string) => Invoke | undefined;
  /** A script that serves the package's remote components with the SDK's `provider.main`. */
  readonly components?: URL;
}
