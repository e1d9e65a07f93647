// The SDK hands an entrypoint that is TypeScript to ts-node, which type-checks it at every start and knows no `.ts`
// imports. From JavaScript, Node loads both of these itself.
import "../config/startup.ts";
import "./index.ts";
