import assert from "node:assert/strict";
import * as azure from "@pulumi/azure-native";
import * as pulumi from "@pulumi/pulumi";
import { setParameters } from "../../../components/azure/database-parameters.ts";
import { deployed } from "../../support/mocks.ts";
import { waitsFor, watchingOptions } from "../../support/options.ts";
import { scope } from "./parts.ts";

const type = "azure-native:dbforpostgresql:Configuration";

class Parameters extends pulumi.ComponentResource {
  constructor(burstable: boolean, opts: pulumi.ComponentResourceOptions) {
    super("test:Parameters", "test", {}, opts);
    const server = new azure.dbforpostgresql.Server("server", { resourceGroupName: scope }, { parent: this });
    setParameters("db", { scope, server, burstable }, this);
  }
}

async function parameters(burstable = false) {
  const { opts, of } = watchingOptions();
  const { ofType } = await deployed(() => new Parameters(burstable, opts));
  const set = ofType(type);
  return {
    set,
    optionsOf: of,
    values: Object.fromEntries(set.map(({ inputs }) => [inputs["configurationName"], inputs["value"]])),
  };
}

describe("setParameters", () => {
  it("takes connections over TLS only, and extensions of a list only", async () => {
    const { values } = await parameters();
    assert.equal(values["require_secure_transport"], "on");
    assert.equal(values["ssl_min_protocol_version"], "TLSv1.2");
    assert.equal(values["azure.extensions"], "PG_STAT_STATEMENTS,PGCRYPTO");
    assert.equal(values["pg_stat_statements.track"], "all");
  });

  it("leaves alone what the service loads for itself", async () => {
    assert.equal((await parameters()).values["shared_preload_libraries"], undefined);
  });

  it("logs who connects, and no statements, for they carry passwords", async () => {
    const { values } = await parameters();
    for (const parameter of ["log_connections", "log_disconnections", "log_checkpoints", "log_lock_waits"])
      assert.equal(values[parameter], "on", parameter);
    for (const statements of ["log_statement", "log_min_duration_statement", "log_min_duration_sample"])
      assert.equal(values[statements], undefined, statements);
    assert.equal(values["pg_qs.track_utility"], "off");
  });

  it("pools connections and keeps the store of queries on machines that have the strength", async () => {
    const steady = ["pgbouncer.enabled", "pgbouncer.pool_mode", "pg_qs.query_capture_mode"];
    const { values } = await parameters();
    assert.deepEqual(
      steady.map((parameter) => values[parameter]),
      ["true", "transaction", "top"],
    );
    const { values: burstable } = await parameters(true);
    for (const parameter of steady) assert.equal(burstable[parameter], undefined, parameter);
  });

  it("says of each that a person set it, and sets one after the other", async () => {
    const { set, optionsOf } = await parameters();
    for (const [index, { name, inputs }] of set.entries()) {
      assert.equal(inputs["source"], "user-override", name);
      assert.deepEqual(waitsFor(optionsOf(type, name)), [set[index - 1]?.name ?? "server"]);
    }
  });
});
