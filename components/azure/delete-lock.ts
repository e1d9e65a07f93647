import * as azure from "@pulumi/azure-native";
import type * as pulumi from "@pulumi/pulumi";

/** Keeps whoever has every right from deleting a resource, or what it holds, until the lock is gone. */
export function lockDeletes(name: string, resourceId: pulumi.Input<string>, parent: pulumi.ComponentResource): void {
  new azure.authorization.ManagementLockByScope(
    name,
    { scope: resourceId, level: "CanNotDelete", notes: "Holds data: honua:protection.resources lifts this lock" },
    { parent },
  );
}
