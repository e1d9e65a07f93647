import assert from "node:assert/strict";
import { clouds } from "../../../components/tables/clouds.ts";
import { postgresVersions, redisVersions } from "../../../components/tables/engine-versions.ts";

describe("engine versions", () => {
  for (const cloud of clouds) {
    it(`are of PostgreSQL 15 and Redis 7 on ${cloud}`, () => {
      for (const version of postgresVersions[cloud].supported) assert.match(version, /^(POSTGRES_)?15(\.\d+)?$/);
      for (const version of redisVersions[cloud].supported) assert.match(version, /^(REDIS_)?7[._]\d$/);
    });

    it(`have a default on ${cloud} that is supported`, () => {
      for (const { default: chosen, supported } of [postgresVersions[cloud], redisVersions[cloud]]) {
        assert.ok(supported.includes(chosen), chosen);
      }
    });
  }
});
