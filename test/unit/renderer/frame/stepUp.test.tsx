// What main wants PIN and code for is asked once, over any screen, and the call goes out again; closing the question is a quiet refusal.
import { act, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { type ApiError, api, call } from '../../../../renderer/app/api.ts';
import { resetAll } from '../../../../renderer/app/stores.ts';
import { StepUpDialog } from '../../../../renderer/security/StepUpDialog.tsx';
import { CODE, type Fake, fakeBillfold, PIN, Refusal } from '../../../fixtures/fakeBillfold.ts';
import { axeProblems, install, mount } from '../../../fixtures/mount.tsx';

/** Main as it is: closing wants a step-up, and one proof opens it. */
function guarded(): Fake {
  const fake = fakeBillfold();
  let open = false;
  fake.answer('session.stepUp', ({ pin, code }) => {
    if (pin !== PIN || code !== CODE) throw new Refusal('AUTH_FAILED');
    open = true;
    return {};
  });
  fake.answer('closing.close', ({ through }) => {
    if (!open) throw new Refusal('STEP_UP');
    return { through };
  });
  return fake;
}
const close = () => call(api().closing.close({ through: '2026-09-30' }));
const codeOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'none', (error: ApiError) => error.code);

describe('the question for PIN and code', () => {
  it('is asked when main answers STEP_UP, and the call goes out again by itself', async () => {
    const fake = guarded();
    const { user } = mount(fake, <StepUpDialog />);
    let done: unknown;
    act(() => void close().then((value) => { done = value; }));
    await user.type(await screen.findByLabelText('Your PIN now'), PIN);
    await user.type(screen.getByLabelText('Code from your phone'), CODE);
    expect(await axeProblems()).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Go on' }));
    await expect.poll(() => done).toEqual({ through: '2026-09-30' });
    expect(fake.inputs('closing.close')).toHaveLength(2);
    expect(screen.queryByText('Is it really you?')).toBeNull();
  });

  it('stays with the reason when the proof was wrong, and nothing goes out', async () => {
    const fake = guarded();
    const { user } = mount(fake, <StepUpDialog />);
    act(() => void close().catch(() => undefined));
    await user.type(await screen.findByLabelText('Your PIN now'), '000000');
    await user.type(screen.getByLabelText('Code from your phone'), '000000');
    await user.click(screen.getByRole('button', { name: 'Go on' }));
    expect(await screen.findByText(/The PIN or the code does not match/)).toBeTruthy();
    expect(fake.inputs('closing.close')).toHaveLength(1);
  });

  it('closed with Esc, the caller is told CANCELLED', async () => {
    const fake = guarded();
    const { user } = mount(fake, <StepUpDialog />);
    const answered = codeOf(close());
    await screen.findByLabelText('Your PIN now');
    await user.keyboard('{Escape}');
    expect(await answered).toBe('CANCELLED');
    expect(fake.inputs('closing.close')).toHaveLength(1);
  });

  it('two calls at once share one question', async () => {
    const fake = guarded();
    const { user } = mount(fake, <StepUpDialog />);
    const both = Promise.all([codeOf(close()), codeOf(close())]);
    await user.type(await screen.findByLabelText('Your PIN now'), PIN);
    await user.type(screen.getByLabelText('Code from your phone'), CODE);
    await user.click(screen.getByRole('button', { name: 'Go on' }));
    expect(await both).toEqual(['none', 'none']);
    expect(fake.inputs('session.stepUp')).toHaveLength(1);
  });

  it('is gone when the books lock under it, and whoever waited is told', async () => {
    mount(guarded(), <StepUpDialog />);
    const answered = codeOf(close());
    await screen.findByLabelText('Your PIN now');
    act(() => resetAll());
    expect(await answered).toBe('CANCELLED');
    expect(screen.queryByLabelText('Your PIN now')).toBeNull();
  });

  it('without a dialog on the page the refusal comes back as it is', async () => {
    install(guarded());
    expect(await codeOf(close())).toBe('STEP_UP');
  });
});
