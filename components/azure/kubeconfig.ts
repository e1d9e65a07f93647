/** Entra's own application of that name, the same in every tenant: https://azure.github.io/kubelogin/concepts/aks.html */
const aksServer = "6dae42f8-4368-4678-94ff-3960e28e3630";

/**
 * The configuration of a Kubernetes client that logs in with the Azure CLI's account, by kubelogin.
 *
 * @param given what AKS hands out: base64 of a YAML document, of which the authority's certificate is taken.
 */
export function kubeconfig(clusterName: string, endpoint: string, given: string): string {
  const text = Buffer.from(given, "base64").toString();
  const [, certificate] = /certificate-authority-data: *"?([\w+/=]+)/.exec(text) ?? [];
  const user = { command: "kubelogin", args: ["get-token", "--login", "azurecli", "--server-id", aksServer] };
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: clusterName, cluster: { server: endpoint, "certificate-authority-data": certificate } }],
    users: [
      {
        name: clusterName,
        user: {
          exec: {
            apiVersion: "client.authentication.k8s.io/v1beta1",
            ...user,
            interactiveMode: "Never",
            installHint: "kubelogin: https://azure.github.io/kubelogin/install.html",
          },
        },
      },
    ],
    contexts: [{ name: clusterName, context: { cluster: clusterName, user: clusterName } }],
    "current-context": clusterName,
  });
}
