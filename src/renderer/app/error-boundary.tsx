import type { ReactNode } from 'react';
import { Component } from 'react';
import { Button } from '@mantine/core';
import i18next from 'i18next';
import { EmptyState } from '@renderer/ui/empty-state';

/** A screen that broke says so and can be opened again; what was typed is in the drafts. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <EmptyState
        title={i18next.t('nav:brokenTitle')}
        text={i18next.t('nav:brokenText')}
        action={<Button onClick={() => location.reload()}>{i18next.t('nav:reload')}</Button>}
      />
    );
  }
}
