/** The rules of ECR lifecycle policies: https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html */

interface LifecycleRule {
  readonly rulePriority?: number;
  readonly selection?: {
    readonly tagStatus?: string;
    readonly storageClass?: string;
    readonly tagPrefixList?: readonly string[];
    readonly tagPatternList?: readonly string[];
    readonly countType?: string;
    readonly countUnit?: string;
    readonly countNumber?: number;
  };
  readonly action?: { readonly type?: string };
}

/** Characters of the document, and rules in it. */
const MIN = 100;
const MAX = 30720;
const MAX_RULES = 50;

/** What is wrong with a lifecycle policy, nothing where all is well. */
export function flawOfLifecycle(text: string): string | undefined {
  const rules = rulesOf(text);
  if (!rules || rules.length === 0) return `is not JSON with a list of rules`;
  if (text.length < MIN || text.length > MAX) return `is ${text.length} characters long; ${MIN} to ${MAX} are allowed`;
  if (rules.length > MAX_RULES) return `has ${rules.length} rules; ${MAX_RULES} are allowed`;
  const priorities = rules.map(({ rulePriority }) => rulePriority);
  const repeated = priorities.find((priority, index) => priorities.indexOf(priority) !== index);
  if (repeated !== undefined) return `has two rules with rulePriority ${repeated}`;
  return rules.map(flawOfRule).find((flaw) => flaw !== undefined) ?? flawOfAny(rules);
}

function flawOfRule({ rulePriority, selection = {}, action }: LifecycleRule): string | undefined {
  const where = `rule ${rulePriority ?? "without rulePriority"}`;
  const { tagStatus, tagPrefixList = [], tagPatternList = [], countType, countUnit, countNumber } = selection;
  if (!Number.isInteger(rulePriority) || Number(rulePriority) < 1)
    return `${where}: rulePriority must be a whole number from 1`;
  if (action?.type !== "expire" && action?.type !== "transition")
    return `${where}: action.type must be expire or transition`;
  if (!["tagged", "untagged", "any"].includes(String(tagStatus)))
    return `${where}: tagStatus must be tagged, untagged or any`;
  const hasTags = tagPrefixList.length + tagPatternList.length > 0;
  if (tagStatus === "tagged" && !hasTags) return `${where}: tagStatus tagged needs tagPatternList or tagPrefixList`;
  if (tagStatus !== "tagged" && hasTags) return `${where}: tagPatternList and tagPrefixList are for tagStatus tagged`;
  if (tagPrefixList.length > 0 && tagPatternList.length > 0)
    return `${where}: tagPatternList or tagPrefixList, not both`;
  const bySince = /^sinceImage(Pushed|Pulled|Transitioned)$/.test(String(countType));
  if (countType !== "imageCountMoreThan" && !bySince)
    return `${where}: countType must be imageCountMoreThan, sinceImagePushed, sinceImagePulled or sinceImageTransitioned`;
  if (bySince !== (countUnit !== undefined))
    return `${where}: countUnit "days" belongs to the countTypes that start with since, and to no other`;
  if (!Number.isInteger(countNumber) || Number(countNumber) < 1)
    return `${where}: countNumber must be a whole number from 1`;
  return undefined;
}

/** A rule for any image of a storage class comes last, which the highest number does, and there is one at most. */
function flawOfAny(rules: readonly LifecycleRule[]): string | undefined {
  const classOf = ({ selection }: LifecycleRule) => selection?.storageClass ?? "standard";
  for (const any of rules.filter(({ selection }) => selection?.tagStatus === "any")) {
    const others = rules.filter((other) => other !== any && classOf(other) === classOf(any));
    const later = others.find(({ rulePriority }) => Number(rulePriority) > Number(any.rulePriority));
    if (later)
      return `rule ${any.rulePriority}: tagStatus any needs the highest rulePriority; ${later.rulePriority} is higher`;
    if (others.some(({ selection }) => selection?.tagStatus === "any"))
      return "has two rules with tagStatus any; one is allowed";
  }
  return undefined;
}

function rulesOf(text: string): LifecycleRule[] | undefined {
  try {
    const { rules } = JSON.parse(text) as { rules?: LifecycleRule[] };
    return Array.isArray(rules) ? rules : undefined;
  } catch {
    return undefined;
  }
}
