import assert from "node:assert/strict";
import type { PendingOperation, StackHandle, State } from "../../cli/automation.ts";
import { UserError } from "../../cli/errors.ts";
import { recoverEmulated, recoverReal } from "../../cli/recovery.ts";
import { Store } from "../../emulator/store.ts";
import { scratchFolder } from "../support/honua.ts";

const prefix = "urn:pulumi:dev::honua";
const type = "aws:ec2/vpc:Vpc";
const urn = (name: string) => `${prefix}::${type}::${name}`;
const pending = (kind: PendingOperation["type"], name: string): PendingOperation => ({
  type: kind,
  resource: { urn: urn(name), type },
});

/** A stack that knows its state and counts its repairs. */
function stackWith(state: Partial<State>): StackHandle & { repairs: number } {
  const done = { ok: true, locked: false, outputs: {}, said: "" };
  return {
    repairs: 0,
    run: () => Promise.resolve(done),
    repair() {
      this.repairs++;
      return Promise.resolve(done);
    },
    state: () => Promise.resolve({ resources: [], pending: [], ...state }),
  };
}

describe("recovery of an emulated stack", () => {
  const scratch = scratchFolder();
  after(scratch.remove);

  it("takes back what the state does not know, and nothing else", async () => {
    const put = (store: Store, name: string, stack = prefix) =>
      store.put({ type, id: name, urn: `${stack}::${type}::${name}`, rawInputs: {}, rawOutputs: {} }, true);
    const writer = new Store(scratch.path);
    put(writer, "known");
    put(writer, "stray");
    put(writer, "other", "urn:pulumi:staging::honua");
    const stack = stackWith({ resources: [{ urn: urn("known"), id: "known" }] });
    const said: string[] = [];
    await recoverEmulated(stack, new Store(scratch.path), prefix, (line) => said.push(line));
    const store = new Store(scratch.path);
    store.openAll();
    assert.deepEqual(
      store
        .all()
        .map(({ id }) => id)
        .sort(),
      ["known", "other"],
    );
    assert.equal(stack.repairs, 1);
    assert.match(said.join(), /1 unfinished create taken back, 1 recorded resource compared/);
  });
});

describe("recovery of a real stack", () => {
  it("does nothing where nothing is pending", async () => {
    const stack = stackWith({});
    await recoverReal(stack, "honua pulumi dev -- ", () => {});
    assert.equal(stack.repairs, 0);
  });

  it("reads interrupted changes from the cloud", async () => {
    const stack = stackWith({ pending: [pending("updating", "a"), pending("deleting", "b")] });
    await recoverReal(stack, "honua pulumi dev -- ", () => {});
    assert.equal(stack.repairs, 1);
  });

  it("leaves interrupted creates to the user: lists them, and says how each is settled", async () => {
    const stack = stackWith({ pending: [pending("creating", "main"), pending("updating", "a")] });
    await assert.rejects(
      recoverReal(stack, "honua pulumi dev -- ", () => {}),
      (error) => {
        assert.ok(error instanceof UserError);
        assert.match(error.message, /- aws:ec2\/vpc:Vpc main\n/);
        assert.match(
          error.message,
          /honua pulumi dev -- import .*\n.*honua pulumi dev -- refresh --clear-pending-creates/,
        );
        return true;
      },
    );
    assert.equal(stack.repairs, 0);
  });
});
