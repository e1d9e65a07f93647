import assert from "node:assert/strict";
import { defaultOf, replacesOf, textOf, valuesOf } from "../../emulator/shapes/comments.ts";

// Sentences of the installed SDKs.
const REPLACING: readonly (readonly [sdk: string, text: string])[] = [
  ["aws", "ID of the thing. Changing this forces a new resource to be created."],
  ["aws", "Changing this will force terraform to create new resource."],
  ["aws", "Name of the alias. Changing `size` will create a new resource."],
  ["aws", "The engine. Forces replacement if changed."],
  ["aws", "Changing this value requires creating a new resource."],
  ["aws", "It recreates: Something. Changing it recreates the resource."],
  ["aws", "The prefix (Forces new resource)"],
  ["aws", "The mode. Cannot be changed after creation."],
  ["gcp", "Immutable. The name of the node pool."],
  ["gcp", "The field is immutable and causes resource replacement when mutated."],
  ["gcp", "The reference. Immutable once set."],
  ["gcp", "This field cannot be changed after creation."],
  ["gcp", "Changes to this field will recreate the cloud function."],
  ["random", "Arbitrary map of values that, when changed, will trigger recreation of resource. See the docs."],
];

const KEEPING: readonly (readonly [sdk: string, text: string])[] = [
  ["aws", "For Memcached, changing this value will re-create the resource."],
  ["aws", "If the VPC attachment is pending acceptance, changing this value will recreate the resource."],
  ["aws", "Changing `other` will create a new resource."],
  ["aws", "AWS Region-unique, immutable identifier for the global database cluster."],
  ["aws", "Changing this value to an empty string forces nothing."],
  ["aws", "The tag mutability. Must be one of: `MUTABLE`, `IMMUTABLE`, or `IMMUTABLE_WITH_EXCLUSION`."],
  ["gcp", "The immutable purpose of this CryptoKey."],
  ["gcp", "Changing this forces the script to be run on the new instance."],
  ["gcp", "System reserved label keys are prefixed with `aiplatform` and are immutable."],
  ["kubernetes", "Immutable, if set to true, ensures that data stored in the ConfigMap cannot be updated."],
  ["kubernetes", "This field is immutable."],
  ["azure-native", "This property cannot be updated after the VM is created."],
];

describe("what comments say", () => {
  it("is read without the comment's marks", () => {
    assert.equal(textOf("/**\n     * One `a`.\n     *\n     * Two.\n     */"), "One `a`.\n\nTwo.");
  });

  for (const [sdk, text] of REPLACING) it(`replaces: ${text}`, () => assert.equal(replacesOf(text, "size", sdk), true));
  for (const [sdk, text] of KEEPING) it(`keeps: ${text}`, () => assert.equal(replacesOf(text, "size", sdk), false));

  const siblings = new Set(["cidrBlock"]);
  const defaults: readonly (readonly [kind: string, text: string, value: unknown])[] = [
    ["boolean", "Whether. Defaults to `false`.", false],
    ["boolean", "Whether. Defaults to true", true],
    ["boolean", "Default is `on`.", undefined],
    ["number", "Default value is `3`.", 3],
    ["number", "The default value is 300", 300],
    ["number", "Defaults to 0644.", undefined],
    ["number", "Defaults to 25% of the nodes.", undefined],
    ["number", "Defaults to `60` if the engine is new.", undefined],
    ["number", "Default: `1`. For others it defaults to `2`.", undefined],
    ["string", "Default value is `ENABLED`.", "ENABLED"],
    ["string", 'Defaults to "DELETE".', "DELETE"],
    ["string", "Defaults to DELETE.", "DELETE"],
    ["string", "The default value is 90 minutes.", undefined],
    ["string", "Defaults to the Region set in the provider configuration.", undefined],
    ["string", "Defaults to `cidrBlock`.", undefined],
    ["object", "Defaults to `{}`.", undefined],
  ];
  for (const [kind, text, value] of defaults) {
    it(`default of a ${kind}: ${text}`, () => assert.equal(defaultOf(text, kind, siblings).default, value));
  }

  it("enumerates values where Google's generator wrote it", () => {
    const text = "Direction of the rule.\nDefault value is `INGRESS`. Possible values are: `INGRESS`, `EGRESS`.";
    assert.deepEqual(valuesOf(text, "gcp"), ["INGRESS", "EGRESS"]);
    assert.equal(valuesOf(text, "aws"), undefined);
    assert.equal(
      valuesOf("A common public repository base for Yum.\nPossible values are: `CENTOS`, `EPEL`.", "gcp"),
      undefined,
    );
    assert.equal(valuesOf("Possible values are: USE_ORIGIN_HEADERS or others.", "gcp"), undefined);
  });
});
