import type { ReactNode } from 'react';
import { Button, Menu } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { setOutOfUse } from '@shared/domain/team/device-commands';
import type { Device, OutOfUse } from '@shared/domain/team/team';
import { waysOutOfUse } from '@shared/domain/team/team';
import { formatClock, formatDate } from '@shared/i18n/format';
import { drop } from '@shared/lib/drop';
import { useAct } from '@renderer/components/use-act';
import type { Erasures } from '@renderer/data/queries/erasures';
import { usePersonNames } from '@renderer/data/queries/people';
import { useRun, useSession } from '@renderer/data/queries/team-context';
import { useLanguage } from '@renderer/ui/use-language';
import { useTranslation } from '@renderer/ui/use-translation';
import classes from './customers.module.css';

/** On which of the team's computers nothing of the person is left, and which have not said so. Quiet when all have. */
export function ErasureMachines({ erasures }: { erasures: Erasures }) {
  const { t } = useTranslation('privacy');
  const { done, waiting, outOfUse, viewers } = erasures;
  const names = usePersonNames();
  const all = done.length + waiting.length;
  return (
    <section aria-label={t('erase.machines.title')} className={classes.machines}>
      <div>
        <h3 className={classes.sectionTitle}>{t('erase.machines.title')}</h3>
        <p className={classes.told} role="status">
          {waiting.length > 0 ? (
            t('erase.machines.progress', { done: done.length, all })
          ) : (
            <>
              <IconCheck size={14} aria-hidden /> {t('erase.machines.allDone', { all })}
            </>
          )}
        </p>
      </div>
      {waiting.length > 0 ? (
        <>
          <Machines title={t('erase.machines.waiting')}>
            {waiting.map((device) => (
              <Machine key={device._id} device={device}>
                <TakeOut device={device} />
              </Machine>
            ))}
          </Machines>
          <p className={classes.hint}>{t('erase.machines.waitingHint')}</p>
        </>
      ) : null}
      {viewers.length > 0 ? (
        <p className={classes.hint}>
          {t('erase.machines.viewers', { names: viewers.map(({ user }) => names(user)).join(', ') })}
        </p>
      ) : null}
      {outOfUse.length > 0 ? (
        <Machines title={t('erase.machines.outOfUse')}>
          {outOfUse.map((device) => (
            <Machine key={device._id} device={device} outOfUse={device.outOfUse}>
              <TakeBack device={device} />
            </Machine>
          ))}
        </Machines>
      ) : null}
    </section>
  );
}

function Machines({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <h4 className={classes.sectionTitle}>{title}</h4>
      <ul className={classes.machineList} aria-label={title}>
        {children}
      </ul>
    </div>
  );
}

function Machine({
  device,
  outOfUse,
  children,
}: {
  device: Device;
  outOfUse?: OutOfUse | null | undefined;
  children: ReactNode;
}) {
  const { t } = useTranslation('privacy');
  const language = useLanguage();
  const { devicePrefix } = useSession();
  const names = usePersonNames();
  const when = (at: string) => ({ date: formatDate(at, language), time: formatClock(at, language) });
  const details = outOfUse
    ? t('erase.machines.said', {
        ...{ how: t(`erase.machines.how.${outOfUse.how}`), name: names(outOfUse.by) },
        ...when(outOfUse.at),
      })
    : t('erase.machines.since', when(device.createdAt));
  const here = device.prefix === devicePrefix ? t('erase.machines.thisOne') : '';
  return (
    <li className={classes.machine}>
      <strong className={classes.machinePrefix}>{device.prefix}</strong>
      <span className={classes.machineWords}>
        <span>{[names(device.user), device.name, here].filter(Boolean).join(' · ')}</span>
        <span className={classes.rowDetail}>{details}</span>
      </span>
      {children}
    </li>
  );
}

/** A lead knows of a machine that it will never confirm. */
function TakeOut({ device }: { device: Device }) {
  const { t } = useTranslation('privacy');
  const { role, devicePrefix } = useSession();
  const run = useRun();
  const act = useAct();
  if (role !== 'lead' || device.prefix === devicePrefix) return null;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          aria-label={t('erase.machines.takeOutOf', { prefix: device.prefix })}
        >
          {t('erase.machines.takeOut')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {waysOutOfUse.map((how) => (
          <Menu.Item key={how} onClick={() => drop(act(() => run(setOutOfUse, { id: device._id, how })))}>
            {t(`erase.machines.how.${how}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function TakeBack({ device }: { device: Device }) {
  const { t } = useTranslation('privacy');
  const { role } = useSession();
  const run = useRun();
  const act = useAct();
  if (role !== 'lead') return null;
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      color="gray"
      aria-label={t('erase.machines.backOf', { prefix: device.prefix })}
      onClick={() => drop(act(() => run(setOutOfUse, { id: device._id, how: null })))}
    >
      {t('erase.machines.back')}
    </Button>
  );
}
