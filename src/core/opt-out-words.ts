/**
 * What people write when they want no more texts, or want them again, by language: in its own script and as it is typed in Latin letters.
 *
 * A phrase is written in words; `a|b` is either, a `?` behind a word says that it may be missing, `*` is any word, and `..` up to four.
 *   alone     means it when it is the whole reply, besides words of courtesy
 *   sentence  means it when it is a whole sentence of the reply
 *   anywhere  means it wherever it stands
 *   never     takes it back for its sentence: "do not stop", "why did you stop"
 *   perhaps   may mean it, unless taken back: for a person to read
 *   complaint for a person to read whatever else the sentence says
 */
export type OptOutWords = {
  alone?: readonly string[]
  sentence?: readonly string[]
  anywhere: readonly string[]
  never?: readonly string[]
  perhaps?: readonly string[]
  complaint?: readonly string[]
}

const text =
  'sms|smses|msg|msgs|massage|massages|mesage|mesages|message|messages|text|texts|txt|txts|spam|notifications|notification|alerts|promotions|ads'

const english: OptOutWords = {
  // The first are those that always count by 47 CFR 64.1200, and that gateways watch for; then what hurried thumbs make of "stop".
  alone: [
    'stop|stopall|end|quit|cancel|revoke|remove|unsubscribe|unsub|optout|td|halt|stopp|stpo|sotp|stp|syop',
    'stop|unsub *',
    'cancel all',
    'no more',
    `no ${text}`,
  ],
  sentence: [
    'i? said? just? so? ok? will|can|could|would? you|u? i? want? to? must? stop it|this|that|these|those|them|all|everything|pls? now? immediately? forever?',
    'i? said? please? stop stop? stop? stop? now? immediately? forever? today? right? away?',
    'opt out',
    'enough',
    'remove|delete me',
    'end|quit this|it|these',
    'do? not|dont|donot|never sms|text|message|msg|spam me|us? again|anymore?',
    `no more? ${text}`,
  ],
  anywhere: [
    'unsubscribe|unsubscribed|unsubscribing',
    'optout|stopall',
    'opt|opting me|us|my? number? out',
    'stop|quit|cease sending|sendin|texting|messaging|messageing|msging|smsing|spamming|bothering|disturbing|contacting|harassing|irritating',
    `stop all|any|the|these|those|this|your|ur|such? of? the|these|those|this|your|ur|such? further|more|marketing|promotional|promo|unwanted|daily|useless|stupid|bloody|missed? call? ${text}`,
    'refrain from sending|texting|messaging',
    'stop all|any|this|your|the? further|more? communication|communications|nonsense|rubbish|bakwas',
    `${text} should|must|needs? to? be? stop|stopped pls|please|now|immediately?`,
    `do? not|dont|donot|never ever? send|sent|sending|sms|text|message|msg me|us|to|on? me|us? any|anymore|again|these|such|this|further|more|${text}`,
    'do? not|dont|donot|never text|sms|message|msg me|us|here|anymore|again|this',
    'take|remove|delete|erase|drop|unlist|exclude me|us|my|this|our mobile|phone|contact? number|no|num|details|contact|data',
    'take|remove|delete|erase|drop me|us off|from|out',
    'take|remove|delete|erase|drop my|our|this name off|from',
    `no more of? your|these|such|any? ${text}`,
    `do? not|dont|donot want|wish|need|like to? receive|get|have|see? any|more|your|ur|these|such|further|this? promotional|marketing|of? your? ${text}`,
    'block|blacklist me',
    'block|blacklist my|this mobile|phone? number|no|num',
    'withdraw|revoke|cancel my? consent|permission|subscription',
    'leave me alone',
    'stop|cancel|deactivate|discontinue this|the|your|my? sms|text|message? service|subscription|facility',
  ],
  never: [
    'dont|donot|not|never|cannot|cant|wont|didnt|doesnt|without|isnt ever? you|u|let|need|want|have|wish? them|it|me|us? to? stop|stopping|unsubscribe|optout|opt|stopall|remove|delete|take|block',
    'no need to? stop|unsubscribe',
    'did|have not unsubscribe|unsubscribed',
    'why|since|until|till|before .. stop|stops|stopped',
    'when|where|which do|does|did|can|should|to|is|are .. stop|stops',
    'which stop',
    'did|have|has|had|already|who|if|after|it|he|she|they|we|rain|pain|bleeding you|u|they|we|i|he|she|it? stop|stopped|stops',
    'bus|metro|next|last|one|full|pit|truck|train|tram|non stop',
    'stop by|at|near|over|here|there|in|on|for|working|sign|loss|watch',
    'not|never|wrongly unsubscribed|stopped',
    'if|unless .. unsubscribe|stop',
  ],
  perhaps: [
    'stop|stoping|stopping',
    'not interested',
    'wrong number|no|person',
    'who gave .. number',
    'leave me',
    'irritating|disturbing|annoying|nuisance',
    'do? not|dont|donot disturb|bother|contact',
    'do? not|dont|donot call me|us|again|anymore|this',
  ],
  complaint: ['spam|spamming|spammers|harassment|harassing', 'complain|complaint|trai|ndnc|dnd'],
}

const karo =
  'karo|kro|kar|kr|karen|kare|karein|kariye|kijiye|kijie|kijiyega|karna|kardo|krdo|kardijiye|krdijiye|kardiye|karwao|karwa|kara|karun|koro|korun'
const bhejo = 'bhejo|bhejna|bhejiye|bhejen|bheje|bhej|bhejein|bhejiyega|bheja|bhejte|vejo|send|karo|kro|kijiye|kariye'

/** Hindi; Urdu, Punjabi and Gujarati in Latin letters read nearly the same. */
const hindi: OptOutWords = {
  alone: ['बंद|बन्द|रोको|रोकें|रोकिए|स्टॉप|स्टोप|हटाओ|हटाएं', 'band|bandh|bnd|roko|rokna|rokiye|hatao', 'बस'],
  sentence: [
    `yeh|ye|isko|ise|sab|abhi|please|bhai|ab? yeh|ye|isko|ise|sab|abhi|sms|msg|message? band|bandh|bnd|stop ${karo} do|dijiye|dena|dein|de? abhi|turant|please|pls|plz|bhai|yaar|ji?`,
    'यह|ये|इसे|इसको|सब|अब|अभी|कृपया? यह|ये|इसे|इसको|सब? बंद|बन्द|स्टॉप करो|करें|करे|कीजिए|कीजिये|करिए|करिये|करना|कर दो|दीजिए|दीजिये|दें|देना? जी|भाई|अभी|तुरंत|प्लीज?',
    'मत भेजो|भेजें|भेजिए|भेजना|करो',
    'mat bhejo|bhejiye|bhejna|bhejen',
  ],
  anywhere: [
    `${text}|messge|mesej|bhejna|bhejne|yeh|sms|sandesh|massage .. band|bandh|bnd|stop ${karo}`,
    `stop ${karo} do|dijiye|dena|dein?`,
    `band|bandh|bnd ${karo} do|dijiye? ye|yeh|sab|isko|ise`,
    'number|no|num|naam ko? delete|remove|hata|hatao|hatado karo|kro|kar|do|dijiye?',
    'सब|यह|ये|इसे|इसको|चाहिए .. बंद|बन्द करो|करें|कीजिए|कर',
    `band|bandh|bnd ${karo} do|dijiye|dena|de? .. ${text}|bhejna|mesej`,
    `${text}|mesej|mujhe|muje|mujko|hame|hume|dobara|aage|aur|phir|fir .. mat|na|nahi|nahin|nhi|nai|mt ${bhejo}`,
    `${text}|mesej|sms .. nahi|nahin|nhi|nai chahiye|chaiye|chahie|chahiey|chahte|chahta|chahti`,
    'mera|meri|mere number|no|naam|nam ko? list|lists? se? hata|hatao|hatado|delete|nikal|nikalo|remove',
    'बंद|बन्द|स्टॉप करो|करें|करे|कीजिए|कीजिये|करिए|करिये|कर .. मैसेज|संदेश|सन्देश|एसएमएस|भेजना',
    'मैसेज|मेसेज|मेसेज़|संदेश|सन्देश|एसएमएस|भेजना|भेजने|मैसेजेस|sms|message .. बंद|बन्द|स्टॉप|रोक करो|करें|करे|कीजिए|कीजिये|करिए|करिये|करना|कर|दो|दें|दीजिए',
    'मैसेज|मेसेज|संदेश|सन्देश|एसएमएस|मुझे|हमें|दोबारा|आगे|अब|और|sms|message .. मत|न|ना|नहीं|नही भेजो|भेजें|भेजे|भेजिए|भेजिये|भेजना|भेजा|करो|करें|कीजिए',
    'मैसेज|मेसेज|संदेश|सन्देश|एसएमएस|sms .. नहीं|नही चाहिए|चाहिये|चाहता|चाहती|चाहते',
    'मेरा|मेरे नंबर|नम्बर|नाम को? सूची|लिस्ट? से? हटा|हटाओ|हटाएं|हटाइए|निकालो|डिलीट',
    'सदस्यता|सेवा रद्द|बंद|समाप्त कर|करो|करें|कीजिए',
  ],
  never: [
    'मत|न|ना|नहीं|नही बंद|बन्द|रोको|रोकें|रोकना',
    'बंद|बन्द|स्टॉप मत|न|ना|नहीं|नही',
    'mat|na|nahi|nhi|nahin band|bandh|roko|rokna|stop',
    'band|bandh|bnd|stop mat|na|nahi|nhi|nahin',
    'कब|क्यों|दुकान|ऑफिस|क्लिनिक|फोन|फ़ोन|मोबाइल|रास्ता|ac|पानी .. बंद|बन्द',
    'kab|kyu|kyun|kyo|dukan|dukaan|office|clinic|phone|fone|mobile|shop|market|ac|pani|rasta|shor .. band|bandh|bnd|stop',
    'bus|बस stop|स्टॉप',
  ],
  perhaps: [
    `band|bandh ${karo}`,
    'बंद|बन्द करो|करें|करे|कीजिए|कर',
    'nahi|nhi|nahin chahiye|chaiye',
    'नहीं|नही चाहिए|चाहिये',
    'pareshan|paresan mat|na|kyu|kyun',
    'परेशान मत|न|क्यों',
    'call|phone|कॉल|फोन mat|मत karo|kro|करो|करें|kijiye',
  ],
}

const marathi: OptOutWords = {
  alone: ['थांबवा|थांबव|नको|थांबा', 'thambva|thambwa|thambava|nako'],
  sentence: [
    'कृपया? हे|मेसेज? बंद करा|कर|करावे',
    'krupaya? he|ha? band kara',
    'पाठवू नका|नकोस',
    'pathavu|pathvu|pathau naka|nako',
  ],
  anywhere: [
    'मेसेज|मॅसेज|संदेश|एसएमएस|पाठवणे|पाठवायचे|sms .. बंद करा|करावे',
    'मेसेज|मॅसेज|संदेश|एसएमएस|पाठवणे|पाठवायचे|sms .. थांबवा|थांबव',
    'मेसेज|मॅसेज|संदेश|एसएमएस|मला|आम्हाला|पुन्हा|परत|sms .. पाठवू|करू नका|नकोस|नये',
    'मेसेज|मॅसेज|संदेश|एसएमएस|sms .. नको|नकोत|नकोय',
    `${text}|sandesh|pathavne .. band kara`,
    `${text}|sandesh|pathavne .. thambva|thambwa|thambava`,
    `${text}|mala|punha|parat .. pathavu|pathvu|pathau|karu|kru naka|nako`,
    `${text} nako|nakot|nakoy`,
  ],
  never: ['बंद करू नका|नये', 'band karu|kru naka|nako', 'दुकान .. बंद', 'थांबा मी|आम्ही|जरा|थोडे'],
}

const bengali: OptOutWords = {
  alone: ['বন্ধ|থামান|থামাও|থামুন|স্টপ', 'bondho|bandho|thaman|thamao|thamun'],
  sentence: [
    'দয়া? করে? প্লিজ? এটা|এগুলো|এসব? বন্ধ|স্টপ করুন|করো|কর|করেন|করবেন|করে দিন|দাও?',
    'please? eta|egulo|esob? bondho|bandho|stop korun|koro|kor|koren',
  ],
  anywhere: [
    'মেসেজ|ম্যাসেজ|বার্তা|এসএমএস|পাঠানো|sms .. বন্ধ করুন|করো|কর|করেন|করে|হোক',
    'বন্ধ করুন|করো|করেন .. মেসেজ|ম্যাসেজ|বার্তা|এসএমএস',
    'মেসেজ|ম্যাসেজ|বার্তা|এসএমএস|আর|আমাকে|sms .. পাঠাবেন|পাঠিও|পাঠিয়ো|পাঠাবা|দেবেন|দিবেন|করবেন না',
    'মেসেজ|ম্যাসেজ|বার্তা|এসএমএস|sms .. চাই|লাগবে না',
    `${text}|pathano .. bondho|bandho|stop korun|koro|kor|koren|kore`,
    `${text}|ar|amake|aar .. pathaben|pathabe|pathio|pathiyo|diben|deben|korben na`,
    `${text} .. chai|lagbe na`,
  ],
  never: [
    'বন্ধ করবেন|কোরো|করো না',
    'bondho|bandho korben|koro|koiren na',
    'কখন|কেন|দোকান|অফিস .. বন্ধ',
    'kokhon|keno|dokan|office .. bondho',
  ],
}

const tamil: OptOutWords = {
  alone: [
    'நிறுத்து|நிறுத்துங்கள்|நிறுத்தவும்|நிறுத்துங்க|ஸ்டாப்|வேண்டாம்',
    'niruthu|niruthunga|niruthungal|nirutthu|nirutthunga|niruthavum|nippattu|vendam|vendaam|venda',
  ],
  sentence: [
    'தயவுசெய்து|தயவு? செய்து? இதை|இத? நிறுத்து|நிறுத்துங்கள்|நிறுத்தவும்|நிறுத்துங்க|நிறுத்திடுங்க',
    'idha|itha|dayavu? seithu|senju? niruthu|niruthunga|niruthungal|nirutthunga|niruthidunga',
  ],
  anywhere: [
    'மெசேஜ்|மெசேஜை|குறுஞ்செய்தி|குறுஞ்செய்தியை|செய்தி|செய்தியை|செய்திகளை|செய்திகள்|எஸ்எம்எஸ்|அனுப்புவதை|sms .. நிறுத்து|நிறுத்துங்கள்|நிறுத்தவும்|நிறுத்துங்க|நிறுத்திடுங்க',
    'அனுப்பாதே|அனுப்பாதீர்கள்|அனுப்பாதீங்க|அனுப்பாதிங்க',
    'அனுப்ப|அனுப்பவே வேண்டாம்|கூடாது',
    'மெசேஜ்|குறுஞ்செய்தி|எஸ்எம்எஸ்|sms|செய்தி .. வேண்டாம்',
    `${text}|anuppuratha|anupradha .. niruthu|niruthunga|niruthungal|nirutthunga|niruthidunga|vendam|vendaam|venda`,
    'anuppa|anupa|anuppave vendam|vendaam|venda|kudathu',
    'anuppathinga|anupathinga|anuppadhinga|anupadhinga|anuppathe|anuppatheenga|anupadinga',
  ],
  never: [
    'நிறுத்த வேண்டாம்|கூடாது',
    'நிறுத்தாதே|நிறுத்தாதீங்க|நிறுத்தாதீர்கள்',
    'nirutha|niruthave vendam|vendaam|venda',
    'niruthathinga|niruthadhinga',
    'பஸ்|bus .. நிறுத்தம்|நிறுத்து|niruthu|niruthunga',
  ],
  perhaps: ['வேண்டாம்', 'vendam|vendaam'],
}

const telugu: OptOutWords = {
  alone: [
    'ఆపు|ఆపండి|ఆపేయండి|ఆపెయ్|నిలిపివేయండి|వద్దు|వద్దండి|స్టాప్',
    'aapandi|aapu|apandi|aapeyandi|apeyandi|aapesey|vaddu|vaddhu|vadhu',
  ],
  sentence: [
    'దయచేసి? ఇవి|ఇది|ఇంక|ఇక? ఆపు|ఆపండి|ఆపేయండి|నిలిపివేయండి',
    'dayachesi? ivi|idi|inka|ika? aapandi|apandi|aapu|aapeyandi|apeyandi',
  ],
  anywhere: [
    'మెసేజ్|మెసేజ్లు|మెసేజీలు|మెసేజెస్|సందేశాలు|సందేశం|ఎస్ఎంఎస్|పంపడం|పంపించడం|sms .. ఆపు|ఆపండి|ఆపేయండి|నిలిపివేయండి|వద్దు|వద్దండి',
    'పంపవద్దు|పంపించవద్దు|పంపొద్దు|పంపకండి|పంపించకండి|పంపకు',
    `${text}|pampadam|pampinchadam .. aapandi|apandi|aapu|aapeyandi|apeyandi|vaddu|vaddhu|vadhu`,
    'pampavaddu|pampoddu|pampakandi|pampinchavaddu|pampinchakandi|pampinchoddu|pampaku|pampodhu',
  ],
  never: ['ఆపవద్దు|ఆపకండి|ఆపొద్దు', 'aapavaddu|aapakandi|aapoddu|apakandi', 'బస్|bus .. ఆపు|ఆపండి|aapandi|aapu|apandi'],
  perhaps: ['వద్దు', 'vaddu'],
}

const kannada: OptOutWords = {
  alone: ['ನಿಲ್ಲಿಸಿ|ನಿಲ್ಲಿಸು|ಬೇಡ|ಸ್ಟಾಪ್', 'nillisi|nillisu|beda'],
  sentence: ['ದಯವಿಟ್ಟು? ಇದನ್ನು? ನಿಲ್ಲಿಸಿ|ನಿಲ್ಲಿಸು', 'dayavittu? idannu? nillisi|nillisu'],
  anywhere: [
    'ಮೆಸೇಜ್|ಸಂದೇಶ|ಸಂದೇಶಗಳನ್ನು|ಎಸ್ಎಂಎಸ್|ಕಳುಹಿಸುವುದನ್ನು|sms .. ನಿಲ್ಲಿಸಿ|ನಿಲ್ಲಿಸು|ಬೇಡ',
    'ಕಳುಹಿಸಬೇಡಿ|ಕಳಿಸಬೇಡಿ|ಕಳುಹಿಸಬೇಡ|ಕಳಿಸಬೇಡ',
    `${text} .. nillisi|nillisu|beda`,
    'kaluhisabedi|kalisabedi|kalsbedi|kalisbedi|kaluhisbedi',
  ],
  never: ['ನಿಲ್ಲಿಸಬೇಡಿ|ನಿಲ್ಲಿಸಬೇಡ', 'nillisabedi|nillisbedi'],
}

const gujarati: OptOutWords = {
  alone: ['બંધ|રોકો|સ્ટોપ', 'bandh'],
  sentence: ['મહેરબાની? કરીને? આ? બંધ|સ્ટોપ કરો|કર|કરશો|કરી દો|આપો?', 'આ|હવે? મોકલશો|મોકલતા નહીં|નહિ'],
  anywhere: [
    'મેસેજ|સંદેશ|સંદેશા|એસએમએસ|મોકલવાનું|sms .. બંધ કરો|કર|કરી|કરશો',
    'મેસેજ|સંદેશ|સંદેશા|એસએમએસ|મને|હવે|ફરી|sms .. મોકલશો|મોકલતા|મોકલો|કરશો નહીં|નહિ|ના|નઈ',
    'મેસેજ|સંદેશ|એસએમએસ|sms .. ના|ન મોકલો|મોકલશો|જોઈએ',
    `${text}|moklvanu|mokalvanu .. bandh|band karo|kari|karsho`,
    `${text}|mane|have|fari .. moklsho|mokalsho|moklta|mokalta|moklo|karsho nahi|nahin|na|nai`,
    `${text} .. na moklo|mokalo|joiye`,
  ],
  never: ['બંધ ના|ન|નહીં', 'bandh na|nahi|nai'],
}

const malayalam: OptOutWords = {
  alone: ['നിർത്തുക|നിർത്തൂ|നിർത്ത്|വേണ്ട|സ്റ്റോപ്പ്', 'nirthuka|nirthu|nirthoo|nirth'],
  anywhere: [
    'മെസേജ്|സന്ദേശം|സന്ദേശങ്ങൾ|എസ്എംഎസ്|അയക്കുന്നത്|അയയ്ക്കുന്നത്|sms .. നിർത്തുക|നിർത്തൂ|നിർത്തണം|വേണ്ട',
    'അയക്കരുത്|അയയ്ക്കരുത്|അയക്കണ്ട',
    `${text} .. nirthuka|nirthu|nirthoo|venda`,
    'ayakkaruthu|ayakkaruth|ayakkanda|ayakaruthu',
  ],
}

/** French as in Canada, which gateways watch for beside English. */
const french: OptOutWords = {
  alone: ['arret|arreter|arretez|desabonner|desabonnez|desinscription|desabonnement'],
  sentence: ['svp? arretez|arret tout|ca? svp|merci?'],
  anywhere: [
    'me? desabonner|desabonnez|desinscrire|desinscrivez moi?',
    'arretez|arreter|cessez|cesser de? menvoyer|mecrire|les|ces|vos|des? messages|textos|sms?',
    'ne? menvoyez|mecrivez plus',
    'plus de|aucun messages|message|textos|texto|sms',
  ],
  never: ['arret d|de|du|des autobus|bus|metro|tram|train', 'pourquoi .. arrete|arreter|arretez'],
}

/** The sentences of a word list that are tried; each stands for one language. */
export const optOutWords: readonly OptOutWords[] = [
  english,
  hindi,
  marathi,
  bengali,
  tamil,
  telugu,
  kannada,
  gujarati,
  malayalam,
  french,
]

/** What asks for texts again. Strict: to text somebody who did not ask is worse than to be asked twice. */
export const optInWords: OptOutWords = {
  alone: [
    'start|unstop|yes|subscribe|resubscribe|resume|optin',
    'शुरू|शुरु|चालू|स्टार्ट|हां|हाँ',
    'shuru|chalu|haan',
    'চালু|শুরু',
    'தொடங்கு|தொடங்கவும்',
    'ప్రారంభించు|ప్రారంభించండి',
    'सुरू',
    'ಪ್ರಾರಂಭಿಸಿ',
    'શરૂ|ચાલુ',
    'തുടങ്ങുക',
  ],
  sentence: [
    'opt me? in again?',
    'start again',
    'no? wait? start|unstop',
    'start|shuru|chalu karo|kro|kar|kijiye|karen do|dijiye?',
    'वापस|फिर|दोबारा? से? शुरू|शुरु|चालू|स्टार्ट करो|करें|कीजिए|कर दो|दीजिए?',
    'সব? আবার? চালু|শুরু করুন|করো',
    'परत|पुन्हा? सुरू|चालू करा',
    'ફરી? શરૂ|ચાલુ કરો',
  ],
  anywhere: [
    `start|resume sending|texting|messaging|the|my|your|these? ${text} again?`,
    'subscribe|resubscribe|opt me|us in|again',
    `${text}|mesej .. shuru|chalu|start karo|kro|kar|kijiye`,
    'मैसेज|मेसेज|संदेश|एसएमएस|sms .. शुरू|शुरु|चालू|स्टार्ट करो|करें|कीजिए|कर',
  ],
  never: [
    'dont|donot|not|never|no|did|when|why|what .. start|resume|subscribe|opt',
    'mat|na|मत|न start|shuru|chalu|शुरू|चालू',
    'start|shuru|शुरू mat|मत|na|nahi',
  ],
}

/** Words of courtesy and emphasis, which change nothing; taken out before a reply is read. */
// biome-ignore format: a list
export const courtesies: ReadonlySet<string> = new Set([
  'please', 'pls', 'plz', 'plss', 'plzz', 'plzzz', 'kindly', 'pl', 'thank', 'thanks', 'thankyou', 'thx', 'thnx', 'tq', 'sir', 'madam', 'maam', 'mam', 'dear', 'hi', 'hello', 'hey', 'ok', 'okay', 'ji', 'bhai',
  'bhaiya', 'yaar', 'kripya', 'kripaya', 'krupaya', 'dayachesi', 'immediately', 'asap', 'fast', 'team', 'reply', 'sorry', 'respected', 'regards', 'svp', 'merci', 'bro',
  'कृपया', 'कृपा', 'प्लीज', 'प्लीज़', 'जी', 'सर', 'मैडम', 'भाई', 'धन्यवाद', 'नमस्ते', 'अभी', 'तुरंत', 'অনুগ্রহ', 'দয়া', 'প্লিজ', 'ধন্যবাদ', 'দাদা', 'தயவுசெய்து', 'ப்ளீஸ்', 'நன்றி', 'சார்', 'దయచేసి', 'ప్లీజ్',
  'ధన్యవాదాలు', 'ದಯವಿಟ್ಟು', 'ಧನ್ಯವಾದ', 'મહેરબાની', 'પ્લીઝ', 'આભાર', 'ദയവായി', 'നന്ദി', 'धन्यवाद',
].map((word) => word.normalize('NFKC')))
