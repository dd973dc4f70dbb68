export function ImporterPage() {
  return null;
}
