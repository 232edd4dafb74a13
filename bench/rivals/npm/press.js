// npm's bitget-api, resident and warm, its connections kept alive: the three calls of a kind side by side.
import { createInterface } from "node:readline";
import { RestClientV2 } from "bitget-api";

const types = ["USDT-FUTURES", "USDC-FUTURES", "COIN-FUTURES"];
const client = new RestClientV2({
  apiKey: process.env.BENCH_KEY,
  apiSecret: "practice-secret",
  apiPass: "practice-passphrase",
  baseUrl: process.env.BENCH_URL,
  keepAlive: true,
});

const now = () => Number(process.hrtime.bigint()) / 1e9; // CLOCK_MONOTONIC, as Python's time.monotonic()
const say = (what) => process.stdout.write(JSON.stringify(what) + "\n");

// Code 22001 says that there was nothing to cancel, and comes as an exception.
async function cancelOne(productType) {
  try {
    return await client.futuresCancelAllOrders({ productType });
  } catch (error) {
    if (error?.body?.code !== "22001") throw error;
    return { code: "00000" };
  }
}

async function cancel() {
  const answers = await Promise.all(types.map(cancelOne));
  for (const answer of answers) if (answer.code !== "00000") throw new Error(answer.code);
}

async function prove() {
  const answers = await Promise.all(types.map((productType) => client.getFuturesOpenOrders({ productType })));
  for (const answer of answers) {
    if (answer.code !== "00000" || answer.data.entrustedList?.length) throw new Error("orders are left");
  }
}

await prove();
say({ ready: true });
for await (const _ of createInterface({ input: process.stdin })) {
  const told = { pressed: now() };
  try {
    await cancel();
    told.acknowledged = now();
    await prove();
    told.proved = now();
  } catch (error) {
    told.problem = `raised ${error?.name ?? error?.code ?? "an error"}`;
  }
  say(told);
}
