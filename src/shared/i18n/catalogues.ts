import { backup as fiBackup } from './fi/backup';
import { common as fiCommon } from './fi/common';
import { conflicts as fiConflicts } from './fi/conflicts';
import { nav as fiNav } from './fi/nav';
import { sync as fiSync } from './fi/sync';
import { queue as fiQueue } from './fi/queue';
import { ticket as fiTicket } from './fi/ticket';
import { calls as fiCalls } from './fi/calls';
import { callbacks as fiCallbacks } from './fi/callbacks';
import { onboarding as fiOnboarding } from './fi/onboarding';
import { customers as fiCustomers } from './fi/customers';
import { settings as fiSettings } from './fi/settings';
import { firstRun as fiFirstRun } from './fi/firstRun';
import { importer as fiImporter } from './fi/importer';
import { files as fiFiles } from './fi/files';
import { help as fiHelp } from './fi/help';
import { journal as fiJournal } from './fi/journal';
import { shell as fiShell } from './fi/shell';
import { storage as fiStorage } from './fi/storage';
import { undo as fiUndo } from './fi/undo';
import { privacy as fiPrivacy } from './fi/privacy';
import { backup as enBackup } from './en/backup';
import { common as enCommon } from './en/common';
import { conflicts as enConflicts } from './en/conflicts';
import { nav as enNav } from './en/nav';
import { sync as enSync } from './en/sync';
import { queue as enQueue } from './en/queue';
import { ticket as enTicket } from './en/ticket';
import { calls as enCalls } from './en/calls';
import { callbacks as enCallbacks } from './en/callbacks';
import { onboarding as enOnboarding } from './en/onboarding';
import { customers as enCustomers } from './en/customers';
import { settings as enSettings } from './en/settings';
import { firstRun as enFirstRun } from './en/firstRun';
import { importer as enImporter } from './en/importer';
import { files as enFiles } from './en/files';
import { help as enHelp } from './en/help';
import { journal as enJournal } from './en/journal';
import { shell as enShell } from './en/shell';
import { storage as enStorage } from './en/storage';
import { undo as enUndo } from './en/undo';
import { privacy as enPrivacy } from './en/privacy';

/** All texts of the interface: language, namespace, key. Both languages have the same keys, which a check proves. */
export const catalogues = {
  fi: {
    backup: fiBackup,
    common: fiCommon,
    nav: fiNav,
    sync: fiSync,
    conflicts: fiConflicts,
    queue: fiQueue,
    ticket: fiTicket,
    calls: fiCalls,
    callbacks: fiCallbacks,
    onboarding: fiOnboarding,
    customers: fiCustomers,
    settings: fiSettings,
    firstRun: fiFirstRun,
    importer: fiImporter,
    files: fiFiles,
    help: fiHelp,
    journal: fiJournal,
    shell: fiShell,
    storage: fiStorage,
    undo: fiUndo,
    privacy: fiPrivacy,
  },
  en: {
    backup: enBackup,
    common: enCommon,
    nav: enNav,
    sync: enSync,
    conflicts: enConflicts,
    queue: enQueue,
    ticket: enTicket,
    calls: enCalls,
    callbacks: enCallbacks,
    onboarding: enOnboarding,
    customers: enCustomers,
    settings: enSettings,
    firstRun: enFirstRun,
    importer: enImporter,
    files: enFiles,
    help: enHelp,
    journal: enJournal,
    shell: enShell,
    storage: enStorage,
    undo: enUndo,
    privacy: enPrivacy,
  },
};

export const languages = ['fi', 'en'] as const;
export type Language = (typeof languages)[number];
