// Catches a screen that broke while drawing, so that the rest of the app stays usable and nothing typed elsewhere is lost. Only the shell uses it.
import { IconBug } from '@tabler/icons-react';
import { Component, type ReactNode } from 'react';
import { t } from '../i18n/index.ts';
import { Button } from '../ui/Button.tsx';
import { Empty } from '../ui/Empty.tsx';

// React offers error boundaries as classes only: the one exception to "no classes".
export class ErrorWall extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return (
      <Empty icon={IconBug} title={t('common.screenBroke')} text={t('common.screenBrokeText')} problem>
        <Button kind="primary" onClick={() => this.setState({ broken: false })}>{t('common.tryAgain')}</Button>
      </Empty>
    );
  }
}
