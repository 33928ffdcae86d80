// A shared phone: what one person asked of this browser ends when another signs in.

import { forget, isAnothers } from "./models/device.js";

async function stopTelling() {
  const worker = await navigator.serviceWorker.ready;
  const subscription = await worker.pushManager?.getSubscription();
  // Its push service then tells us that it is gone.
  await subscription?.unsubscribe();
}

if (isAnothers("told")) {
  forget("told");
  stopTelling().catch(() => {});
}
