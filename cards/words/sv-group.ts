import type { enGroup } from './en-group.ts';

export const svGroup: Readonly<Record<keyof typeof enGroup, string>> = {
  'go.chat': 'Öppna din egen chatt',
  'go.public': 'Sprint och nästa möte',

  'public.title': 'Just nu i akademin',
  'public.summary': 'Sprint och nästa möte',
  'public.meeting': 'Nästa möte',
  'public.nothing': 'Just nu finns inget på kommande i programmet.',
  'public.own': 'Hur det går för er, era svar och möteslänkarna visar jag i din egen chatt med mig.',

  'pointer.private.title': 'Det svarar jag på i din egen chatt',
  'pointer.private.text':
    'Här läser också andra, så jag visar inget som hör till dig eller din organisation. Fråga mig igen i din egen chatt med mig.',
  'pointer.several.title': 'Det svarar jag på i din egen chatt',
  'pointer.several.text':
    'Härifrån ser jag inte vilken akademi du menar. Fråga mig i din egen chatt med mig, så visar jag det som gäller dig.',
  'pointer.stranger.title': 'Skriv till mig i din egen chatt',
  'pointer.stranger.text':
    'Här svarar jag bara dem som deltar i akademin, och jag känner inte igen dig som en av dem. Om du deltar, skriv till mig i din egen chatt så reder vi ut det.',
  'pointer.trouble.title': 'Något gick fel',
  'pointer.trouble.text': 'Felet är mitt, inte ditt. Försök igen om en stund, här eller i din egen chatt.',

  'groupHelp.title': 'Så här hjälper jag till här',
  'groupHelp.summary': 'Så här hjälper jag till här',
  'groupHelp.write': 'Nämn mig och skriv vad du vill veta:',
  'groupHelp.sprint': 'sprinten, uppgifterna och när de ska vara klara',
  'groupHelp.meeting': 'när och var nästa möte är',
  'groupHelp.help': 'det här kortet',
  'groupHelp.own':
    'Dina egna uppgifter, svar och trådar visar jag bara i din egen chatt med mig, aldrig här.',
  'groupHelp.rest': 'Jag svarar bara när jag nämns, och jag för inget vidare härifrån.',

  'greeting.title': 'Hej!',
  'greeting.summary': 'Jag är Fadder, akademins bot',
  'greeting.text':
    'Jag är Fadder, akademins bot. Nämn mig och skriv till exempel ”sprint” eller ”möte”, så visar jag vad som är på gång i akademin. Det som hör till dig visar jag bara i din egen chatt med mig.',
};
