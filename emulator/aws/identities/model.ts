/** How AWS names things: the id and the ARN of each type, as templates. */
import type { Text } from "../template.ts";

/** The id that the provider keeps, and where the type has one its ARN after the service's part. `{arn}` in an id stands for the ARN. */
export type Identity = readonly [id: Text, arn?: Text];

export interface Service {
  /** The SDK's module: `ec2` in `aws:ec2/vpc:Vpc`. */
  readonly module: string;
  /** The ARN between partition and resource: `ec2:{region}:{account}`. */
  readonly arn: string;
  readonly types: Readonly<Record<string, Identity>>;
}
