import type { ReactNode } from 'react';

const t = (key: string): string => key;

export const Planted = ({ open }: { open: boolean }): ReactNode => (
  <section aria-label="Planted label">
    <h1>{t('queue.title')}</h1>
    <p>Planted sentence in JSX</p>
    <p>{open ? 'Planted branch' : t('queue.count')}</p>
    <input placeholder={`Planted placeholder ${String(open)}`} />
    <p>{t('queue.noSuchKey')}</p>
    <p>{[t('queue.wrongWord'), t('queue.shouting'), t('queue.onlyFinnish')]}</p>
  </section>
);

export const toast = { message: 'Planted message' };
