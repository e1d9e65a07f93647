import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { environmentNames } from "../../components/tables/environments.ts";
import { kubernetesVersions } from "../../components/tables/kubernetes-versions.ts";
import { sizes } from "../../components/tables/sizes.ts";
import { SettingsError } from "../../config/mistakes.ts";
import { parseSettings } from "../../config/parse.ts";

const good = {
  "aws:region": "us-east-1",
  "honua:cloud": "aws",
  "honua:environment": "dev",
  "honua:tags": { owner: "platform", costCenter: "engineering" },
  "honua:alerts": { emails: ["platform@example.com"] },
  "honua:budget": { start: "2026-12" },
};

const azure = { ...good, "aws:region": undefined, "azure-native:location": "centralus", "honua:cloud": "azure" };
const gcp = {
  ...good,
  "aws:region": undefined,
  "gcp:region": "us-central1",
  "gcp:project": "honua-dev",
  "honua:cloud": "gcp",
};

function mistakesIn(changes: Record<string, unknown>): readonly string[] {
  try {
    parseSettings({ ...good, ...changes }, "dev");
  } catch (error) {
    assert.ok(error instanceof SettingsError, String(error));
    assert.ok(error.mistakes.every((line) => !line.includes("\n")));
    return error.mistakes;
  }
  return [];
}

const onlyMistakeIn = (changes: Record<string, unknown>): string => {
  const [line = "", ...others] = mistakesIn(changes);
  assert.deepEqual(others, []);
  return line;
};

describe("settings", () => {
  it("take what is not set from the environment and the region", () => {
    assert.deepEqual(parseSettings({ ...good, "honua:environment": "production" }, "production"), {
      cloud: "aws",
      environment: "production",
      region: "us-east-1",
      tags: {
        project: "honua",
        environment: "production",
        owner: "platform",
        costCenter: "engineering",
        managedBy: "pulumi",
        dataClassification: "confidential",
        compliance: "soc2-iso27001",
      },
      network: {
        cidr: "10.1.0.0/16",
        zones: ["us-east-1a", "us-east-1b", "us-east-1c"],
        natGateways: "per-zone",
        privateEndpoints: "all",
      },
      recovery: { region: "us-west-2", manageReplication: true },
      durability: "protected",
      windows: [{ day: "sunday", hour: 2, hours: 4 }],
      edge: { rateLimit: 10000, ddosProtection: "standard" },
      cluster: {
        version: kubernetesVersions.aws.default,
        accessCidrs: [],
        admins: [],
        pools: {
          platform: { ...sizes.aws.production.pools.platform, spot: false },
          build: { ...sizes.aws.production.pools.build, spot: false },
        },
      },
      database: { machine: "db.r7g.2xlarge", storageGiB: 500, maxStorageGiB: 2000, replicas: 2 },
      cache: { machine: "cache.r7g.2xlarge", shards: 3, replicas: 2, clustered: true },
      github: undefined,
      alerts: { emails: ["platform@example.com"], slack: undefined },
      budget: { monthly: 8000, start: "2026-12" },
      audit: { manageTrail: true, threatDetection: false, configurationHistory: false },
      backup: { lock: "none" },
    });
  });

  it("let a stack be larger than its environment, part by part", () => {
    const { cluster, database, cache } = parseSettings(
      {
        ...good,
        "honua:cluster": { buildPool: { machine: "m7gd.8xlarge", max: 40 } },
        "honua:database": { machine: "db.r7g.large", replicas: 1 },
        "honua:cache": { replicas: 1 },
      },
      "dev",
    );
    const { pools } = sizes.aws.dev;
    assert.deepEqual(cluster.pools, {
      platform: { ...pools.platform, spot: true },
      build: { ...pools.build, machine: "m7gd.8xlarge", max: 40, spot: true },
    });
    assert.deepEqual(database, { ...sizes.aws.dev.database, machine: "db.r7g.large", replicas: 1 });
    assert.deepEqual(cache, { ...sizes.aws.dev.cache, replicas: 1 });
  });

  it("let production's protection be lifted, which keeps what it would otherwise lose, and another stack be protected", () => {
    const durability = (environment: string, isProtected: boolean) =>
      parseSettings({ ...good, "honua:environment": environment, "honua:protection": { resources: isProtected } }, "x")
        .durability;
    assert.equal(durability("production", false), "kept");
    assert.equal(durability("dev", true), "protected");
    assert.equal(durability("dev", false), "disposable");
  });

  it("let workflows of a repository in once it is named", () => {
    const { github } = parseSettings({ ...good, "honua:github": { subjectPrefix: "repo:HonuaIO@1/honua@2" } }, "dev");
    assert.deepEqual(github, { subjectPrefix: "repo:HonuaIO@1/honua@2", environment: "dev", manageProvider: true });
  });

  it("let a stack differ from its environment", () => {
    const network = {
      cidr: "192.168.16.0/20",
      zones: ["us-east-1f", "us-east-1a"],
      natGateways: "single",
      privateEndpoints: "all",
    };
    const recovery = { region: "eu-west-1", manageReplication: false };
    const settings = parseSettings({ ...good, "honua:network": network, "honua:recovery": recovery }, "dev");
    assert.deepEqual(settings.network, network);
    assert.deepEqual(settings.recovery, recovery);
  });

  it("take a tag that `pulumi config set` stored as a number", () => {
    const tags = { owner: "platform", costCenter: 4711 };
    assert.equal(parseSettings({ ...good, "honua:tags": tags }, "dev").tags.costCenter, "4711");
  });

  for (const environment of environmentNames) {
    it(`are right in Pulumi.${environment}.yaml`, () => {
      const { config } = parse(readFileSync(new URL(`../../Pulumi.${environment}.yaml`, import.meta.url), "utf8"));
      assert.equal(parseSettings(config, environment).environment, environment);
    });
  }

  it("are all described in Pulumi.yaml", () => {
    const { config } = parse(readFileSync(new URL("../../Pulumi.yaml", import.meta.url), "utf8"));
    const [line = ""] = mistakesIn({ "honua:typo": 1 });
    const [, keys = ""] = /allowed: ([\w, ]+)/.exec(line) ?? [];
    assert.deepEqual(Object.keys(config), keys.split(", "));
    for (const key of Object.values<{ description?: string }>(config)) assert.ok(key.description);
  });
});

describe("mistakes in the settings", () => {
  it("name the key, the value, what is allowed and where to set it", () => {
    assert.equal(
      onlyMistakeIn({ "honua:environment": "prod" }),
      'honua:environment is "prod"; allowed: dev | staging | production (did you mean production?). ' +
        "Set it: pulumi config set --stack dev honua:environment <value>, or in Pulumi.dev.yaml",
    );
    assert.equal(
      onlyMistakeIn({ "honua:network": { natGateways: 2 } }),
      "honua:network.natGateways is 2; allowed: per-zone | single. " +
        "Set it: pulumi config set --stack dev --path 'honua:network.natGateways' <value>, or in Pulumi.dev.yaml",
    );
  });

  it("name a cloud that there is not", () => {
    assert.match(
      onlyMistakeIn({ "honua:cloud": "awss" }),
      /honua:cloud is "awss"; allowed: aws \| azure \| gcp \(did you mean aws\?\)/,
    );
  });

  it("name what is missing", () => {
    assert.match(
      onlyMistakeIn({ "honua:cloud": undefined }),
      /^honua:cloud is missing; allowed: aws \| azure \| gcp\./,
    );
    assert.match(
      onlyMistakeIn({ "aws:region": undefined }),
      /^aws:region is missing; allowed: us-east-1 \| .* config set --stack dev aws:region </,
    );
    assert.equal(mistakesIn({ "honua:tags": undefined }).length, 2);
  });

  it("say which key a typo may have meant, at the top and further down", () => {
    assert.match(onlyMistakeIn({ "honua:netwrok": {} }), /^honua:netwrok is not a key; .*\(did you mean network\?\)/);
    assert.match(
      onlyMistakeIn({ "honua:network": { natgateway: "single" } }),
      /^honua:network\.natgateway is not a key; allowed: cidr, zones, natGateways, privateEndpoints \(did you mean natGateways\?\)/,
    );
  });

  it("refuse addresses that are public, too many, too few, or no range", () => {
    for (const cidr of ["8.8.0.0/16", "10.64.0.0/15", "10.64.0.0/21", "10.64.1.0/16", "10.64.0.0", 10]) {
      assert.match(onlyMistakeIn({ "honua:network": { cidr } }), /allowed: a private range with a prefix of 16 to 20/);
    }
  });

  it("refuse addresses that another environment or the cluster's services have", () => {
    assert.match(
      onlyMistakeIn({ "honua:network": { cidr: "10.1.16.0/20" } }),
      /does not overlap 10\.1\.0\.0\/16 \(production\)/,
    );
    assert.match(
      onlyMistakeIn({ "honua:network": { cidr: "172.20.0.0/16" } }),
      /172\.20\.0\.0\/16 \(the cluster's services\)/,
    );
    assert.deepEqual(mistakesIn({ "honua:network": { cidr: "10.0.128.0/17" } }), []);
  });

  it("refuse zones that are too few, the same, or of another region", () => {
    for (const zones of [["us-east-1a"], ["us-east-1a", "us-east-1a"], 3]) {
      assert.match(
        onlyMistakeIn({ "honua:network": { zones } }),
        /^honua:network\.zones is .* two or more different zones of us-east-1a,/,
      );
    }
    assert.match(
      onlyMistakeIn({ "honua:network": { zones: ["us-east-1a", "us-west-2b"] } }),
      /^honua:network\.zones\[1\] is "us-west-2b"/,
    );
    assert.match(
      onlyMistakeIn({ "honua:network": { zones: ["us-east-1a", "us-east-1e"] } }),
      /^honua:network\.zones\[1\] is "us-east-1e"/,
    );
  });

  it("refuse copies in the region that they are to outlive", () => {
    assert.match(
      onlyMistakeIn({ "honua:recovery": { region: "us-east-1" } }),
      /^honua:recovery\.region is "us-east-1"; allowed: us-east-2 \|/,
    );
  });

  it("refuse tags that a cloud could not hold", () => {
    for (const owner of ["", "a\nb", "x".repeat(64), true, 0.5]) {
      assert.match(onlyMistakeIn({ "honua:tags": { owner, costCenter: "engineering" } }), /^honua:tags\.owner is /);
    }
  });

  it("refuse a value where a map belongs", () => {
    assert.match(onlyMistakeIn({ "honua:network": "10.0.0.0/16" }), /allowed: a map with the keys cidr, zones/);
  });

  it("name a command that mends them, where there is one", () => {
    assert.match(
      onlyMistakeIn({ "honua:network": { natGateways: 1 } }),
      / Set it: pulumi config set --stack dev --path 'honua:network\.natGateways' <value>, or in Pulumi\.dev\.yaml$/,
    );
    for (const network of ["10.0.0.0/16", { zones: "us-east-1a" }, { zones: ["us-east-1a"] }]) {
      assert.match(onlyMistakeIn({ "honua:network": network }), /[^,] Change it in Pulumi\.dev\.yaml$/);
    }
  });

  it("are found in values that are names of JavaScript's own", () => {
    assert.match(onlyMistakeIn({ "aws:region": "constructor" }), /^aws:region is "constructor"; allowed: us-east-1/);
  });

  it("are all reported at once, also where the cloud is wrong", () => {
    const changes = {
      "honua:cloud": "azur",
      "honua:environment": "prod",
      "honua:netwrok": {},
      "honua:network": { cidr: "1.2.3.4", natGateways: 7 },
      "honua:tags": { owner: "platform" },
    };
    assert.deepEqual(
      mistakesIn(changes)
        .map((line) => line.split(" ")[0])
        .sort(),
      [
        "honua:cloud",
        "honua:environment",
        "honua:network.cidr",
        "honua:network.natGateways",
        "honua:netwrok",
        "honua:tags.costCenter",
      ],
    );
  });

  it("refuse machines that are not ARM, or not in the region", () => {
    for (const machine of ["m7i.8xlarge", "m7g.huge", 3]) {
      assert.match(
        onlyMistakeIn({ "honua:cluster": { buildPool: { machine } } }),
        /^honua:cluster\.buildPool\.machine is .*; allowed: an ARM machine that us-east-1 has, such as m7g\./,
      );
    }
    assert.match(
      onlyMistakeIn({ "honua:database": { machine: "db.m5.large" } }),
      /^honua:database\.machine is "db\.m5\.large"; allowed: a machine of the table, such as db\.t4g\.medium/,
    );
    assert.match(onlyMistakeIn({ "honua:cache": { machine: "cache.r6g.large" } }), /did you mean cache\.r7g\.large\?/);
  });

  it("refuse GCP's machines where one of the stack's zones has none", () => {
    const network = { zones: ["us-central1-a", "us-central1-c"] };
    const machine = "t2a-standard-8";
    const t2a = { "honua:network": network, "honua:cluster": { platformPool: { machine } } };
    assert.match(onlyMistakeIn({ ...gcp, ...t2a }), /an ARM machine that us-central1-a, us-central1-c have/);
    assert.deepEqual(mistakesIn({ ...gcp, "honua:cluster": { platformPool: { machine } } }), []);
  });

  it("refuse pools whose largest size is below their smallest", () => {
    assert.match(
      onlyMistakeIn({ "honua:cluster": { platformPool: { max: 1 } } }),
      /^honua:cluster\.platformPool\.max is 1; allowed: at least min, 2\./,
    );
    assert.match(
      onlyMistakeIn({ "honua:cluster": { buildPool: { min: 9 } } }),
      /^honua:cluster\.buildPool\.min is 9; allowed: at most max, \d+\./,
    );
  });

  it("refuse a database smaller than its data may be, and sizes that Azure's disks do not have", () => {
    assert.match(
      onlyMistakeIn({ "honua:environment": "production", "honua:database": { storageGiB: 200 } }),
      /^honua:database\.storageGiB is 200; allowed: a whole number from 500 to/,
    );
    assert.match(
      onlyMistakeIn({ "honua:database": { storageGiB: 300 } }),
      /^honua:database\.storageGiB is 300; allowed: at most 181, a tenth below maxStorageGiB/,
    );
    assert.match(onlyMistakeIn({ ...azure, "honua:database": { storageGiB: 100 } }), /allowed: 64 \| 128 \| 256/);
  });

  it("refuse a Kubernetes version that is not supported", () => {
    assert.match(
      onlyMistakeIn({ "honua:cluster": { version: "1.21" } }),
      /^honua:cluster\.version is "1\.21"; .*1\.36/,
    );
  });

  it("take a version that `pulumi config set` stored as a number", () => {
    assert.equal(parseSettings({ ...good, "honua:cluster": { version: 1.36 } }, "dev").cluster.version, "1.36");
  });

  it("refuse a network too small for the pods", () => {
    assert.match(
      onlyMistakeIn({ "honua:environment": "production", "honua:network": { cidr: "10.64.0.0/20" } }),
      /^honua:network\.cidr is "10\.64\.0\.0\/20"; allowed: a range with a prefix of at most 19: the nodes and pods/,
    );
  });

  it("refuse a cluster without a node of its own", () => {
    assert.match(onlyMistakeIn({ "honua:cluster": { platformPool: { min: 0 } } }), /a whole number from 1 to 100/);
  });

  it("refuse windows that are none", () => {
    for (const window of [
      "sunday 00:00-24:00",
      "sun 02:00-06:00",
      "sunday 2-6",
      "sunday 06:00-02:00",
      "sunday 02:30-04:00",
      7,
    ]) {
      assert.match(
        onlyMistakeIn({ "honua:maintenance": { windows: [window] } }),
        /^honua:maintenance\.windows\[0\] is .*; allowed: "<weekday> <hour>:00-/,
      );
    }
    assert.match(onlyMistakeIn({ "honua:maintenance": { windows: [] } }), /allowed: one or more of/);
  });

  it("refuse the whole internet at the control plane outside dev", () => {
    const open = { "honua:cluster": { accessCidrs: ["0.0.0.0/0"] } };
    assert.deepEqual(mistakesIn(open), []);
    assert.match(onlyMistakeIn({ "honua:environment": "staging", ...open }), /not 0\.0\.0\.0\/0, outside dev/);
  });

  it("refuse administrators that the cloud could not know", () => {
    const admins = ["arn:aws:iam::123456789012:role/platform"];
    assert.deepEqual(mistakesIn({ "honua:cluster": { admins } }), []);
    assert.match(onlyMistakeIn({ ...gcp, "honua:cluster": { admins } }), /allowed: members such as group:/);
    assert.match(onlyMistakeIn({ ...azure, "honua:cluster": { admins } }), /allowed: object ids of Entra groups/);
  });

  it("refuse a subject that admits more than one repository", () => {
    for (const subjectPrefix of ["repo:HonuaIO/*", "HonuaIO/honua", "repo:HonuaIO/honua:*"]) {
      assert.match(onlyMistakeIn({ "honua:github": { subjectPrefix } }), /allowed: repo:<owner>\/<repository>/);
    }
  });

  it("refuse alerts that reach nobody", () => {
    assert.match(onlyMistakeIn({ "honua:alerts": undefined }), /^honua:alerts\.emails is missing/);
    assert.match(onlyMistakeIn({ "honua:alerts": { emails: [] } }), /a list of 1 to 10 e-mail addresses/);
    const slack = { channel: "C0123456789" };
    const emails = ["platform@example.com"];
    assert.match(
      onlyMistakeIn({ "honua:alerts": { emails, slack } }),
      /^honua:alerts\.slack\.workspace is missing; allowed: what aws needs to write to Slack/,
    );
    assert.match(
      onlyMistakeIn({ ...gcp, "honua:alerts": { emails, slack } }),
      /^honua:alerts\.slack\.token is missing/,
    );
    const token = { secure: "v1:abc" };
    assert.deepEqual(mistakesIn({ ...gcp, "honua:alerts": { emails, slack: { ...slack, token } } }), []);
  });

  it("refuse a budget that starts at no month", () => {
    assert.match(
      onlyMistakeIn({ "honua:budget": { start: "2026-13" } }),
      /allowed: the month that the budget starts in/,
    );
  });

  it("name GCP's project where it is missing", () => {
    assert.match(onlyMistakeIn({ ...gcp, "gcp:project": undefined }), /^gcp:project is missing; .* gcp:project </);
  });

  it("keep Azure's copies in the region's pair", () => {
    assert.match(
      onlyMistakeIn({ ...azure, "honua:recovery": { region: "westeurope" } }),
      /^honua:recovery\.region is "westeurope"; allowed: eastus2\./,
    );
  });

  it("leave the providers' own keys alone", () => {
    assert.deepEqual(mistakesIn({ "aws:profile": "dev", "aws:allowedAccountIds": ["123456789012"] }), []);
  });
});
