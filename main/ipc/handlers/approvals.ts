// approvals.*: straight to the services; what a second person approved may have changed anything, so every screen hears of it.
import type { House } from '../../app/house.ts';
import { approvalsApprove, approvalsDecline, approvalsList, approvalsSaveSettings, approvalsSettings, approvalsWaiting, approvalsWithdraw } from '../../service/approvals.ts';
import type { Handlers } from '../router.ts';
import { reading, writing } from './lists.ts';

type Names = Extract<keyof Handlers, `approvals.${string}`>;

const TOUCHED = ['business', 'invoices', 'drafts', 'payments', 'people', 'security'] as const;

export function approvalHandlers(house: House): Pick<Handlers, Names> {
  const approve = writing(house, 'approvals', approvalsApprove);
  return {
    'approvals.list': reading(house, approvalsList),
    'approvals.waiting': reading(house, approvalsWaiting),
    'approvals.approve': (input) => {
      const done = approve(input);
      for (const what of TOUCHED) house.send({ type: 'changed', what });
      house.pdfs.wake();
      return done;
    },
    'approvals.decline': writing(house, 'approvals', approvalsDecline),
    'approvals.withdraw': writing(house, 'approvals', approvalsWithdraw),
    'approvals.settings': reading(house, approvalsSettings),
    'approvals.saveSettings': writing(house, 'approvals', approvalsSaveSettings),
  };
}
