/** Everything that the emulated AWS refuses. */
import type { Check } from "../../model.ts";
import { alarms } from "./alarms.ts";
import { audit } from "./audit.ts";
import { backup } from "./backup.ts";
import { budgets } from "./budgets.ts";
import { clusterAccess } from "./clusterAccess.ts";
import { databaseGroups } from "./databaseGroups.ts";
import { ec2 } from "./ec2.ts";
import { ecr } from "./ecr.ts";
import { eks } from "./eks.ts";
import { elasticache } from "./elasticache.ts";
import { events } from "./events.ts";
import { firewalls } from "./firewalls.ts";
import { iam } from "./iam.ts";
import { kms } from "./kms.ts";
import { lambda } from "./lambda.ts";
import { launchTemplates } from "./launchTemplates.ts";
import { loadBalancers } from "./loadBalancers.ts";
import { logs } from "./logs.ts";
import { messaging } from "./messaging.ts";
import { nodeGroups } from "./nodeGroups.ts";
import { rds } from "./rds.ts";
import { secrets } from "./secrets.ts";
import { securityGroups } from "./securityGroups.ts";
import { storage } from "./storage.ts";
import { tags } from "./tags.ts";

export const checks: readonly Check[] = [
  ...tags,
  ...ec2,
  ...launchTemplates,
  ...securityGroups,
  ...kms,
  ...logs,
  ...alarms,
  ...events,
  ...iam,
  ...ecr,
  ...eks,
  ...clusterAccess,
  ...nodeGroups,
  ...lambda,
  ...loadBalancers,
  ...rds,
  ...databaseGroups,
  ...elasticache,
  ...storage,
  ...secrets,
  ...messaging,
  ...backup,
  ...budgets,
  ...audit,
  ...firewalls,
];
