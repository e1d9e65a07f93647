/** Which resource provider a module of the SDK is: https://learn.microsoft.com/azure/azure-resource-manager/management/azure-services-resource-providers */

/** Namespaces of the modules that are named after a product and not after its resource provider. */
export const NAMESPACES: Readonly<Record<string, string>> = {
  applicationinsights: "Microsoft.Insights",
  cache: "Microsoft.Cache",
  cosmosdb: "Microsoft.DocumentDB",
  deviceprovisioningservices: "Microsoft.Devices",
  dns: "Microsoft.Network",
  dnsresolver: "Microsoft.Network",
  documentdb: "Microsoft.DocumentDB",
  frontdoor: "Microsoft.Network",
  insights: "Microsoft.Insights",
  iothub: "Microsoft.Devices",
  mongocluster: "Microsoft.DocumentDB",
  monitor: "Microsoft.Insights",
  privatedns: "Microsoft.Network",
  redis: "Microsoft.Cache",
  redisenterprise: "Microsoft.Cache",
  trafficmanager: "Microsoft.Network",
};

/** Namespaces with capitals inside; the others have one at the start. */
export const NAMESPACE_CASE: Readonly<Record<string, string>> = Object.fromEntries(
  `AAD AlertsManagement AnalysisServices ApiCenter ApiManagement AppConfiguration AppPlatform AutoManage AVS
  AzureActiveDirectory AzureArcData AzureData AzureFleet AzureStack AzureStackHCI BillingBenefits BotService
  CertificateRegistration CodeSigning CognitiveServices ConfidentialLedger ConnectedCache ConnectedVMwarevSphere
  ContainerInstance ContainerRegistry ContainerService ContainerStorage CostManagement CustomProviders DataBox DataBoxEdge
  DataFactory DataLakeAnalytics DataLakeStore DataMigration DataProtection DataReplication DataShare DatabaseWatcher
  DBforMariaDB DBforMySQL DBforPostgreSQL DesktopVirtualization DevCenter DeviceRegistry DeviceUpdate DevHub
  DevOpsInfrastructure DevSpaces DevTestLab DigitalTwins DomainRegistration DurableTask EdgeOrder ElasticSan EventGrid
  EventHub ExtendedLocation FluidRelay GraphServices GuestConfiguration HardwareSecurityModules HDInsight HealthBot
  HealthcareApis HybridCompute HybridConnectivity HybridContainerService HybridNetwork ImportExport IoTCentral
  IoTOperations KeyVault KubernetesConfiguration KubernetesRuntime LabServices LoadTestService MachineLearning
  MachineLearningServices ManagedIdentity ManagedNetworkFabric ManagedServices NetApp NetworkCloud NetworkFunction
  NotificationHubs OffAzure OperationalInsights OperationsManagement PolicyInsights PowerBI PowerBIDedicated
  ProviderHub RecoveryServices RedHatOpenShift ResourceConnector ResourceGraph ResourceHealth ScVmm SecurityInsights
  SerialConsole ServiceBus ServiceFabric ServiceFabricMesh ServiceLinker ServiceNetworking SignalRService SqlVirtualMachine
  StandbyPool StorageActions StorageCache StorageDiscovery StorageMover StoragePool StorageSync StreamAnalytics
  TimeSeriesInsights VideoIndexer VirtualMachineImages WebPubSub WindowsESU`
    .split(/\s+/)
    .map((name) => [name.toLowerCase(), name]),
);

/** Modules of the SDK's version 2, and where version 3 has their types. */
export const LEGACY_MODULES: Readonly<Record<string, readonly string[]>> = {
  cache: ["redis", "redisenterprise"],
  documentdb: ["cosmosdb", "mongocluster"],
  insights: ["applicationinsights", "monitor"],
  network: ["privatedns", "dns", "trafficmanager", "dnsresolver", "frontdoor"],
  devices: ["iothub", "deviceprovisioningservices"],
  operationalinsights: ["monitor"],
};
