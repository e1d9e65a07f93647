/** The package's components on the SDK's own provider server: run as a script, with the engine's address as argument. */
import { flushCompileCache } from "node:module";
import "../../tools/lazy-sdk.js";
import * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { eksProvider } from "./provider.ts";

// Resources that come as arguments are only known to the SDK once their modules are.
void [aws.autoscaling.Group, aws.ec2.SecurityGroup, aws.eks.Cluster, aws.iam.Role, k8s.core.v1.ConfigMap];

setImmediate(flushCompileCache); // the host ends this process by a signal, which leaves nothing written

await pulumi.provider.main(eksProvider, process.argv.slice(2));
