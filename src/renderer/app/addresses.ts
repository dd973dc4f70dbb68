import { typeOfId } from '@shared/domain/record/documents';

const screens: Record<string, string> = {
  ticket: '/tickets',
  call: '/calls',
  callback: '/callbacks',
  customer: '/customers',
  contact: '/contacts',
  run: '/onboarding',
  template: '/onboarding/templates',
};

/** The address of a record's own screen. */
export function addressOf(id: string): string {
  const type = typeOfId(id);
  const screen = Object.hasOwn(screens, type) ? screens[type] : undefined;
  return screen ? `${screen}/${encodeURIComponent(id.slice(type.length + 1))}` : '/queue';
}
