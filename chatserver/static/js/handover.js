// A shared phone: what one person asked of this browser ends when another signs in.

import { forget, isAnothers } from "./models/device.js";
import { handOver } from "./models/kept.js";

async function stopTelling() {
  const worker = await navigator.serviceWorker.ready;
  const subscription = await worker.pushManager?.getSubscription();
  // Its push service then tells us that it is gone.
  await subscription?.unsubscribe();
}

handOver();
if (isAnothers("told")) {
  forget("told");
  stopTelling().catch(() => {});
}
