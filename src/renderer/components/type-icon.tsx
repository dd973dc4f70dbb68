import type { ComponentType } from 'react';
import {
  IconBolt,
  IconBug,
  IconClipboardList,
  IconHelpCircle,
  IconMessageReport,
  IconTicket,
  IconTruckDelivery,
} from '@tabler/icons-react';
import { useHeader } from '@renderer/data/queries/records';
import { localized, useLanguage } from '@renderer/ui/use-language';
import classes from './type-icon.module.css';

const icons: Record<string, ComponentType<{ size: number; 'aria-hidden': true }>> = {
  incident: IconBolt,
  serviceRequest: IconClipboardList,
  question: IconHelpCircle,
  delivery: IconTruckDelivery,
  problem: IconBug,
  claim: IconMessageReport,
};

/** The name of a ticket type as the team calls it. */
export function useTypeName(ticketType: string): string {
  const pipeline = useHeader('pipeline', `pipeline:${ticketType}`);
  return localized(pipeline?.name, useLanguage()) || ticketType;
}

/**
 * The sign of a ticket type.
 * @param labelled also shows the name; otherwise it is for screen readers and on hover
 */
export function TypeIcon({ ticketType, labelled = false }: { ticketType: string; labelled?: boolean }) {
  const name = useTypeName(ticketType);
  const Icon = (Object.hasOwn(icons, ticketType) ? icons[ticketType] : undefined) ?? IconTicket;
  if (labelled) {
    return (
      <span className={classes.labelled}>
        <Icon size={16} aria-hidden />
        {name}
      </span>
    );
  }
  return (
    <span className={classes.only} role="img" aria-label={name} title={name}>
      <Icon size={16} aria-hidden />
    </span>
  );
}
