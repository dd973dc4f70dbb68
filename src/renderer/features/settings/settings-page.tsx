import type { ComponentType } from 'react';
import { Link } from 'wouter';
import { Page } from '@renderer/ui/page';
import { useTranslation } from '@renderer/ui/use-translation';
import { AboutSection } from './about-section';
import { CalendarsSection } from './calendars-section';
import { CallsSection } from './calls-section';
import { GroupsSection } from './groups-section';
import { MeSection } from './me-section';
import { PipelinesSection } from './pipelines-section';
import { ServiceLevelsSection } from './service-levels-section';
import { SupportSection } from './support-section';
import { TeamSection } from './team-section';
import classes from './settings.module.css';

const sections = {
  me: MeSection,
  team: TeamSection,
  groups: GroupsSection,
  pipelines: PipelinesSection,
  serviceLevels: ServiceLevelsSection,
  calendars: CalendarsSection,
  calls: CallsSection,
  support: SupportSection,
  about: AboutSection,
} satisfies Record<string, ComponentType>;
type Section = keyof typeof sections;

/** Import and backup have screens of their own under the same address. */
const order = [
  'me',
  'team',
  'groups',
  'pipelines',
  'serviceLevels',
  'calendars',
  'calls',
  'import',
  'backup',
  'support',
  'about',
] as const;

/** Settings of this person, this machine and the team. */
export function SettingsPage({ section }: { section: string }) {
  const { t } = useTranslation(['settings', 'nav']);
  const current: Section = Object.hasOwn(sections, section) ? (section as Section) : 'me';
  const Content = sections[current];
  return (
    <Page title={t('nav:settings')}>
      <div className={classes.layout}>
        <nav className={classes.nav} aria-label={t('sectionsLabel')}>
          {order.map((name) => (
            <Link
              key={name}
              href={`/settings/${name}`}
              className={classes.navLink}
              aria-current={name === current ? 'page' : undefined}
            >
              {t(`sections.${name}`)}
            </Link>
          ))}
        </nav>
        <section className={classes.content} aria-labelledby="settings-section">
          <h2 className={classes.title} id="settings-section">
            {t(`sections.${current}`)}
          </h2>
          <Content />
        </section>
      </div>
    </Page>
  );
}
