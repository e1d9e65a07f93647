/** What Cloud Logging refuses of buckets, sinks and metrics. */
import { UNKNOWN, type Candidate, type Check } from "../../model.ts";
import { valuesAt } from "../../paths.ts";
import { textAt } from "../../text.ts";
import { atMost, between, isAbsent, isPresent, matching, rule, shorterThan, type Finding } from "./rules.ts";

const BUCKET = "logging:ProjectBucketConfig";
const SINK = "logging:ProjectSink";
const METRIC = "logging:Metric";
const DOCS = "https://cloud.google.com/logging/";
const SINK_SDK = "@pulumi/gcp logging.ProjectSink: ";
const METRIC_SDK = "@pulumi/gcp logging.Metric: ";

/** What a log bucket has become it stays. */
function bucketKeepsWhatItHas({ inputs, old }: Candidate): Finding {
  if (!old) return undefined;
  if (old.inputs["enableAnalytics"] === true && inputs["enableAnalytics"] === false)
    return { property: "enableAnalytics", reason: "cannot be turned off again" };
  return isPresent(old.inputs, "cmekSettings") && isAbsent(inputs, "cmekSettings")
    ? { property: "cmekSettings", reason: "cannot be taken away again; another key may be named" }
    : undefined;
}

const DESTINATION =
  /^(storage\.googleapis\.com\/[^/]+|bigquery\.googleapis\.com\/projects\/[^/]+\/datasets\/[^/]+|pubsub\.googleapis\.com\/projects\/[^/]+\/topics\/[^/]+|logging\.googleapis\.com\/projects\/[^/]+(\/locations\/[^/]+\/buckets\/[^/]+)?)$/;

/** Every label has a way to find its value, and a distribution one for its own. */
function metricHasExtractors({ inputs }: Candidate): Finding {
  const extractors = inputs["labelExtractors"];
  const known = typeof extractors === "object" && extractors !== null ? Object.keys(extractors) : [];
  const keys = valuesAt(inputs, "metricDescriptor.labels[].key").map(String);
  const missing = extractors === UNKNOWN ? undefined : keys.find((key) => !known.includes(key));
  if (missing !== undefined) return { property: "labelExtractors", reason: `lacks the label "${missing}"` };
  const kind = textAt(inputs, "metricDescriptor.valueType");
  if (kind === "DISTRIBUTION" && isAbsent(inputs, "valueExtractor"))
    return { property: "valueExtractor", reason: "must be given for a DISTRIBUTION" };
  return kind === "DISTRIBUTION" && ["GAUGE", "CUMULATIVE"].includes(textAt(inputs, "metricDescriptor.metricKind"))
    ? { property: "metricDescriptor.metricKind", reason: "must be DELTA for a DISTRIBUTION" }
    : undefined;
}

export const logging: readonly Check[] = [
  between(BUCKET, "retentionDays", 0, 3650, `${DOCS}docs/buckets#custom-retention`),
  matching(
    BUCKET,
    "bucketId",
    /^\w[\w.-]{0,99}$/,
    "up to 100 letters, digits, _, . and -",
    `${DOCS}docs/buckets#create_bucket`,
  ),
  matching(
    BUCKET,
    "location",
    /^(global|us|eu|[a-z]+(-[a-z]+)+\d+)$/,
    "global or a region, as in europe-west1",
    `${DOCS}docs/region-support`,
  ),
  atMost(BUCKET, "indexConfigs", 20, "terraform-provider-google, resource_logging_project_bucket_config.go"),
  rule(BUCKET, "@pulumi/gcp logging.ProjectBucketConfig: cmekSettings, enableAnalytics", bucketKeepsWhatItHas),
  matching(
    SINK,
    "destination",
    DESTINATION,
    "storage.googleapis.com/<bucket>, logging.googleapis.com/projects/<p>/locations/<l>/buckets/<b>, or a dataset or topic likewise",
    `${SINK_SDK}destination`,
  ),
  matching(
    SINK,
    "name",
    /^[\w.-]{1,100}$/,
    "up to 100 letters, digits, _, . and -",
    `${DOCS}docs/reference/v2/rest/v2/sinks`,
  ),
  rule(SINK, `${SINK_SDK}uniqueWriterIdentity`, ({ inputs }) =>
    inputs["uniqueWriterIdentity"] === false && isPresent(inputs, "bigqueryOptions")
      ? { property: "uniqueWriterIdentity", reason: "must be true with bigqueryOptions" }
      : undefined,
  ),
  matching(
    METRIC,
    "name",
    /^[\w\-.,+!'()%][\w\-.,+! '()%/]{0,99}$/,
    "up to 100 letters, digits and -_.,+!'()%/, no slash first",
    `${METRIC_SDK}name`,
  ),
  rule(METRIC, `${METRIC_SDK}labelExtractors, valueExtractor, metricDescriptor`, metricHasExtractors),
  shorterThan(`${SINK} ${METRIC}`, "description", 8000, `${METRIC_SDK}description`),
];
