export function SettingsPage(_props: { section: string }) {
  return null;
}
