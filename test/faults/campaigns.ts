/** What is done to the processes. */
import { openCampaign } from './campaign.ts';
import type { Campaign, CampaignOptions, Findings, Trouble } from './campaign.ts';
import { tooManyRequests } from './counting-teams.ts';

/** Teams asks for one message of ten again a second later. */
export const busy: Trouble = (chance) => (chance('429') < 0.1 ? tooManyRequests(1) : undefined);

/** What may go wrong between Teams and the bot: asked to wait, refused, answered by a gateway that lost the answer, the
 * connection reset, each before or after the message was taken, or slow. One message of five. */
export const everything: Trouble = (chance) => {
  const faults = [
    tooManyRequests(1),
    { status: 429 },
    { status: 503, headers: { 'retry-after': '1' } },
    { status: 412 },
    { status: 502, accepted: true },
    { status: 504, accepted: false },
    { status: 500, accepted: true },
    { status: 500 },
    'drop',
    'dropAfterAccept',
    { delayMs: 500 },
  ] as const;
  return chance('any') < 0.2 ? faults[Math.floor(chance('which') * faults.length)] : undefined;
};

async function within(
  options: CampaignOptions,
  act: (campaign: Campaign) => Promise<number>,
): Promise<Findings> {
  const campaign = await openCampaign(options);
  try {
    const kills = await act(campaign);
    await campaign.done();
    return await campaign.findings(kills);
  } finally {
    await campaign.close();
  }
}

/** Processes are killed at random moments, `kills` times in all, each followed by a new one. */
export function killing(options: CampaignOptions, kills: number): Promise<Findings> {
  return within(options, async (campaign) => {
    const { teams, random } = campaign;
    const alive = await Promise.all(Array.from({ length: options.processes }, () => campaign.start()));
    await campaign.tell();
    let killed = 0;
    while (killed < kills && !(await campaign.isDone())) {
      // A process takes a while to start, and the others go on meanwhile: what is left is shared among what is left.
      const share = (options.recipients - teams.total()) / (kills - killed + 1);
      const goal = teams.total() + random(1, Math.max(1, Math.floor(share * 0.9)));
      await Promise.race([teams.reached(goal), campaign.done()]);
      if (await campaign.isDone()) break;
      const [victim] = alive.splice(random(0, alive.length - 1), 1);
      victim?.kill('SIGKILL');
      await victim?.ended;
      killed += 1;
      alive.push(await campaign.start());
    }
    return killed;
  });
}

/** One of two processes is stopped in the middle for longer than its lease, and goes on after the other has taken over. */
export function pausing(options: CampaignOptions): Promise<Findings> {
  return within(options, async (campaign) => {
    const { teams } = campaign;
    const first = await campaign.start();
    await campaign.tell();
    await teams.reached(Math.floor(options.recipients / 4));
    await campaign.pause(first);
    await campaign.start();
    // Only the second can have sent the last one.
    await teams.reached(Math.floor(options.recipients * 0.9));
    first.kill('SIGCONT');
    return 0;
  });
}

/** One process's wall clock is fast and jumps back in the middle; the other's is right. */
export function skewing(options: CampaignOptions, skewMs: number): Promise<Findings> {
  return within(options, async (campaign) => {
    const [wrong] = await Promise.all([campaign.start(skewMs), campaign.start()]);
    await campaign.tell();
    await campaign.teams.reached(Math.floor(options.recipients / 3));
    wrong.kill('SIGUSR2');
    return 0;
  });
}

/** Processes are told to end in the middle, one after the other, and others take their places. */
export function draining(options: CampaignOptions): Promise<Findings> {
  return within(options, async (campaign) => {
    let ended = 0;
    await campaign.tell();
    for (const part of [1, 2, 3]) {
      const one = await campaign.start();
      await campaign.teams.reached(Math.floor((options.recipients * part) / 4));
      one.kill('SIGTERM');
      await one.ended;
      ended += 1;
    }
    await campaign.start();
    return ended;
  });
}

/** Nobody does anything to the processes: Teams alone is in trouble. */
export function enduring(options: CampaignOptions): Promise<Findings> {
  return within(options, async (campaign) => {
    await Promise.all(Array.from({ length: options.processes }, () => campaign.start()));
    await campaign.tell();
    return 0;
  });
}
