/**
 * Why each statement of a policy is there, by its Sid, and each policy that AWS keeps, by its name. A Sid means the same
 * wherever it stands. docs/iam-aws.md is written from here: a statement without a reason, or a reason without a statement,
 * fails its test.
 */
export const iamReasons: Readonly<Record<string, string>> = {
  // Workloads
  LogIn: "The first step of every pull and push. It is the one action of all that has no resource.",
  PullAndPush: "Pulls base images and pushes what was built. ECR itself uses the repositories' key, by its grants.",
  ManageRepositories:
    "Makes repositories for new images and customers, and clears them away. Not their policies: those keep others out.",
  EncryptRepositories: "ECR asks for a grant on the key in the name of whoever makes a repository.",
  GiveCustomersRights:
    "A customer gets an identity with a policy of its own, and none without the customers' boundary.",
  KeepCustomers: "Renews a customer's credentials without a gap, and removes a customer that leaves.",
  ReadSecrets: "Database and cache: where they are, and the passwords of today.",
  KeepCredentials: "Stores what a customer logs in with, and never reads it back.",
  DecryptSecrets:
    "Secrets Manager encrypts and decrypts in the name of whoever calls it; nothing else may be decrypted.",
  ReadMetrics: "Shows AWS's own metrics beside Prometheus'. They have no resources that could be named.",

  // The cluster
  LookAtGroups: "Compares what pods need with what machines have.",
  ResizeOwnGroups: "Adds nodes and takes them away, in groups with this cluster's tag only.",
  AmazonEKSClusterPolicy: "What EKS does in the account: network interfaces of the control plane, load balancers.",
  AmazonEKSWorkerNodePolicy: "A node joins its cluster.",
  AmazonEC2ContainerRegistryPullOnly: "A node pulls images, and does no more to them.",
  AmazonEKS_CNI_Policy: "Gives pods addresses of the network.",
  AmazonEBSCSIDriverPolicy: "Makes pods' volumes, attaches and deletes them: those with its own tag only.",

  // GitHub's workflows
  Look: "A preview compares what is written with what is there.",
  FindState: "A preview begins with the state.",
  ReadState: "A preview reads the state; its secrets stay encrypted.",
  ReadEncryptedBuckets: "The bucket of the state is encrypted; S3 decrypts for whoever may read it.",
  NoSecrets: "Whoever may push a branch can run any code with this role.",
  NoDecryption: "The secrets in the state are encrypted with a key of the same account.",
  LookAround: "Calls that find resources name none.",
  OwnNames: "Makes and changes everything that has a name of Honua's, and nothing else of those services.",
  Unnamed: "What AWS names itself cannot be told from others by its name, and an account's settings have none.",
  UseKeysThroughServices:
    "Who makes something encrypted has to be allowed to use its key, but only through the service.",
  UseStateKey: "Pulumi encrypts and decrypts the state's secrets itself.",
  GiveRolesRights: "Makes the roles of this program, and none that is not bounded.",
  KeepRoles: "Hands roles to the services that they are for, and removes them.",
  KeepPolicies: "Makes the policies of this program.",
  TrustClusters: "A new cluster signs tokens that IAM has to trust.",
  ServiceLinkedRoles:
    "Services ask for a role of their own the first time that they are used. AWS decides what it may do.",
  NotItsOwnRights: "Otherwise it could give itself, or everybody, more: these changes take an administrator.",

  // Bounds
  AllButIdentities: "A ceiling, and no right: each role has of it what its own policies say.",
  LookAtIdentities: "AWS Config records identities, too.",
  PassOwnRoles: "Restores hand roles to what they make.",

  // Services
  WriteRecords: "Flow logs write into their own group.",
  FindTheGroup: "Flow logs look their group up by listing all.",
  CreateReplicas: "ECR makes the repositories that images are copied to.",
  EncryptReplicas: "ECR asks for a grant on the key of the other region.",
  WriteEvents: "CloudTrail writes into its own group.",
  FindArchive: "AWS Config makes sure that the bucket is there.",
  WriteHistory: "AWS Config writes into its own folder of the archive.",
  EncryptHistory: "The archive has a key of its own.",
  AWS_ConfigRole: "AWS Config looks at the configuration of everything; AWS adds to it what it learns to look at.",
  ManageTheGroup: "RDS makes its one group for the metrics of operating systems.",
  WriteMetrics: "RDS writes them.",
  WriteTheSecret: "A rotation writes the new password, and makes it the current one.",
  ChangeThePassword: "A rotation changes the password of one database or cache.",
  WriteLogs: "Writes into groups of its own.",
  FindLogs: "The agents look their groups up by listing all.",
  SendMetrics: "The agents send metrics, in namespaces of their own.",
  LookAtOwnNode: "The agents say which machine and disk a measurement is of. These calls have no resources.",
  AWSBackupServiceRolePolicyForBackup: "Takes snapshots and copies them. AWS adds to it what it learns to back up.",
  AWSBackupServiceRolePolicyForRestores: "Makes databases and volumes out of backups, when an operator says so.",
  LookAtAlarms: "What one can do from the Slack channel, and all that anybody ever can.",

  // Resources
  Administration: "Lets IAM decide who manages the key: without it nobody could, ever again.",
  ThroughTheService: "Who may use the service on something may use its key for that, and for nothing else.",
  Publishers: "Alarms and budgets publish to the topic, and encrypt what they publish.",
  Events: "Events publish, too; to KMS they name the topic, and not the account that they come from.",
  CloudTrail: "Encrypts the trail.",
  CloudWatchLogs: "Encrypts this account's log groups.",
  TrailChecks: "CloudTrail makes sure that the bucket is there.",
  TrailWrites: "This account's one trail, and no other, writes into it.",
  WriteFirewallLogs: "The firewall's log is delivered for this account only.",
  OwnAccountOnly: "Whatever another policy allows: nobody from outside.",
  NoPlaintext: "Whatever another policy allows: only over TLS.",
  NoDeletion: "Whatever another policy allows: nobody deletes them before their time.",
};
