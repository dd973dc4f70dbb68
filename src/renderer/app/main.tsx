import '@shared/lib/zod-without-eval';
import '@mantine/core/styles.css';
import '@mantine/spotlight/styles.css';
import '@renderer/ui/tokens.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import i18next from 'i18next';
import { drop } from '@shared/lib/drop';
import { errorLog, watchErrors } from '@renderer/data/error-log';
import { enterPlace } from '@renderer/data/store/place';
import { finishWipe } from '@renderer/data/wipe';
import { useNotices } from '@renderer/ui/notices';
import { App } from './app';
import { startI18n } from './i18n';
import { keepAppOffline } from './offline/keep-app';

async function start(): Promise<void> {
  await Promise.all([startI18n(), enterPlace()]);
  await finishWipe();
  const root = document.getElementById('root');
  if (!root) throw new Error('the page has no root element');
  // The queue is home. Said before anything is drawn: a redirect would draw the frame twice.
  if (location.pathname === '/') history.replaceState(history.state, '', '/queue');
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

watchErrors(errorLog, window, console);
drop(start());
keepAppOffline(() => {
  useNotices.getState().show({ kind: 'info', text: i18next.t('nav:newVersion') });
});
