/** The form of identifiers that RDS and ElastiCache share. */

export const IDENTIFIER = "a letter first, then letters, digits and -, with no two - in a row and none at the end";

export const identifier = (max: number) => new RegExp(`^(?=.{1,${max}}$)[a-zA-Z](-?[a-zA-Z0-9])*$`);

/** The provider wants it in small letters where the service takes both. */
export const lowercaseIdentifier = (max: number) => new RegExp(`^(?=.{1,${max}}$)[a-z](-?[a-z0-9])*$`);
