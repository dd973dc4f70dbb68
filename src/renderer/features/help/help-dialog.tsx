export function HelpDialog(_props: { opened: boolean; onClose: () => void }) {
  return null;
}
