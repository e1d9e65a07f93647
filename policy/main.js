// The SDK hands an entrypoint that is TypeScript to ts-node, which type-checks it at every start and knows no `.ts`
// imports. From JavaScript, Node loads index.ts itself.
import "./index.ts";
