import { newcomerId, personId } from '../../services/domain/ids.ts';
import type { NewcomersView, NewcomerView } from '../../services/domain/view.ts';
import { moment } from './programme.ts';
import * as a from './views.ts';
import type { ViewCase } from './view-cases-work.ts';

const ebba = { name: 'Ebba Demo', role: 'participant', organisation: a.kymenlaakso } as const;

function aNewcomerView(overrides: Partial<NewcomerView> = {}): NewcomerView {
  return {
    kind: 'newcomer',
    frame: a.aFrame(),
    newcomer: newcomerId('1f'.repeat(20)),
    rev: 0,
    name: 'Ebba Demo',
    addresses: ['ebba@kymenlaakso.example'],
    tenant: 'c0ffee00-0000-4000-8000-000000000003',
    askedAt: moment('2023-05-12T09:20+03:00'),
    candidates: [{ person: personId('ebba'), who: ebba, by: 'address', known: false }],
    late: false,
    ...overrides,
  };
}

function aNewcomersView(overrides: Partial<NewcomersView> = {}): NewcomersView {
  const { newcomer, name, addresses, askedAt } = aNewcomerView();
  return {
    kind: 'newcomers',
    frame: a.aFrame(),
    waiting: [
      { newcomer, name: '', addresses: [], askedAt: moment('2023-05-12T09:50+03:00') },
      { newcomer, name, addresses, askedAt },
    ],
    others: 0,
    ...overrides,
  };
}

const decision = { by: 'Katri Demo', at: moment('2023-05-12T10:05+03:00') };
const longName = 'Maria-Magdalena Sjöholm-Hämäläinen von Weissenberg-Öhqvist '.repeat(9).slice(0, 500);

export const newcomerCases: readonly ViewCase[] = [
  { name: 'newcomer, by address', view: aNewcomerView() },
  {
    name: 'newcomer, by name',
    view: aNewcomerView({
      addresses: [],
      candidates: [
        { person: personId('ebba'), who: ebba, by: 'name', known: true },
        { person: personId('m3'), who: { name: 'Demo Ebba', role: 'mentor' }, by: 'name', known: false },
      ],
    }),
  },
  { name: 'newcomer, linked', view: aNewcomerView({ rev: 1, decision: { ...decision, who: ebba } }) },
  { name: 'newcomer, nobody', view: aNewcomerView({ rev: 1, decision }) },
  {
    name: 'newcomer, too late',
    view: aNewcomerView({ rev: 1, late: true, decision: { ...decision, who: ebba } }),
  },
  {
    name: 'newcomer, longest',
    view: aNewcomerView({
      name: longName,
      addresses: Array.from({ length: 2 }, (_, index) => `${'ä'.repeat(490)}@${index}.example`),
      candidates: Array.from({ length: 5 }, (_, index) => ({
        person: personId(`p-${index}`),
        who: { ...ebba, name: longName.slice(0, 100) },
        by: 'name',
        known: true,
      })),
    }),
  },
  { name: 'newcomers', view: aNewcomersView() },
  { name: 'newcomers, none', view: aNewcomersView({ waiting: [] }) },
];

export const longestNewcomersView = aNewcomersView({
  waiting: Array.from({ length: 15 }, (_, index) => ({
    newcomer: newcomerId(`${index + 10}`.repeat(20)),
    name: longName,
    addresses: [`${'ä'.repeat(490)}@${index}.example`],
    askedAt: moment('2023-05-12T09:20+03:00'),
  })),
  others: 9000,
});
