import type { CallbackScript } from '../script';

/** Promises that no call made. */
export const callbacks: readonly CallbackScript[] = [
  {
    key: 'b-heli',
    made: '2d 09:00',
    by: 'third',
    due: '1d 12:00',
    owner: 'third',
    contact: 'heli',
    topic: ['Kerro, missä versiossa raportti on korjattu', 'Tell in which version the report is fixed'],
    tickets: ['raportti-tyhja'],
  },
  {
    key: 'b-carita',
    made: '1d 09:40',
    by: 'lead',
    due: '+4h',
    owner: 'lead',
    contact: 'ruusunen',
    topic: ['Päätös koteloidusta näytöstä', 'Decision on the sealed screen'],
    tickets: ['s-kosteus'],
  },
  {
    key: 'b-antti',
    made: '1d 13:10',
    by: 'first',
    due: '+150m',
    owner: '',
    contact: 'antti',
    topic: [
      'Viides työasema huollosta, kortinlukijan testi',
      'Fifth workstation back from repair, test the card reader',
    ],
    tickets: ['toimikortti'],
  },
  {
    key: 'b-jaana',
    made: '2d 14:30',
    by: 'first',
    due: '+1d 15:30',
    owner: 'first',
    contact: 'jaana',
    topic: ['Varmista, että lomakkeet siirtyivät Timolle', 'Check that the forms moved to Timo'],
    tickets: ['tunnukset-lahtijalta'],
  },
  {
    key: 'b-peruttu',
    made: '7d 10:00',
    by: 'second',
    due: '6d 09:00',
    owner: 'second',
    contact: 'niemi',
    topic: ['Levytilan seuranta', 'Watching the disk space'],
    tickets: ['s-varmistus'],
    cancelled: '7d 14:00',
  },
];
