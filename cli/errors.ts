/** How `honua` ends, as every command's help documents it. */
export const exitCodes = {
  ok: 0,
  /** The deployment failed, a policy was violated, or the user said no. */
  failed: 1,
  /** Refused before anything started: usage, configuration, credentials, engine. */
  refused: 2,
  interrupted: 130,
} as const;

/** A mistake of the user's, or a state that only the user can resolve: its message is all there is to say. */
export class UserError extends Error {
  override readonly name = "UserError";
}
