/**
 * What people write when they want no more texts, or want them again, by language: in its own script and as it is typed in Latin letters.
 *
 * A phrase is written in words; `a|b` is either, `a_b` is two words, a `?` behind a word says that it may be missing, a `*` that it or another of its
 * kind may stand there up to six times; `*` alone is any word, and `..` up to four of them.
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

// What stands between a verb and what it speaks of: our words, our lists, the writer's number; never just any words, which may be of goods or people.
const not = 'do_not|dont|donot|never|never_ever'
const removing = 'take|remove|delete|erase|drop|exclude|unlist'
const mine = 'me|us|my|our|this|mobile|phone|contact|number|no|num|name|details|data'
const ours =
  'your|ur|the|this|that|these|all|any|sms|text|mailing|marketing|promotional|calling|contact|customer|company'
const kinds =
  'my|our|this|these|that|those|your|ur|such|any|all|of|the|so|many|further|more|again|anymore|promotional|promo|marketing|daily|unwanted|useless'

const english: OptOutWords = {
  // The first are those that always count by 47 CFR 64.1200, and that gateways watch for; then what hurried thumbs make of "stop".
  alone: [
    'stop|stopall|end|quit|cancel|revoke|remove|unsubscribe|unsub|optout|td|halt|stopp|stpo|sotp|stp|syop',
    'unsub *',
    'cancel all',
    'no more',
    `no ${text}`,
  ],
  sentence: [
    'i? said? just? so? ok? will|can|could|would? you|u? i? want? to? must? stop it|this|that|these|those|them|all|everything|pls? now? immediately? forever?',
    'i? said? please? stop stop? stop? stop? now? immediately? forever? today? right? away?',
    '.. stop|quit|cease sending|sendin me|us|to|my|number|no|here|it|this|these|that|those|anything|again*',
    `i|said|told|you|u|so|and* ${not} send|sent|sending me|us|this|these|such|any|anymore|again|anything|more me|us|to|my|number|no|here|this|anything|anymore|again*`,
    'opt out',
    'enough',
    'remove|delete me',
    'take|drop me|us|my|our|this|mobile|phone|number|no* off this|it?',
    'end|quit this|it|these',
    `${not} sms|text|message|msg|spam me|us? again|anymore?`,
    `no more? ${text}`,
  ],
  anywhere: [
    'unsubscribe|unsubscribed|unsubscribing',
    'optout|stopall',
    'opt|opting me|us|my? number? out',
    'stop|quit|cease texting|messaging|messageing|msging|smsing|spamming|bothering|disturbing|contacting|harassing|irritating',
    `stop|quit|cease sending|sendin|receiving|getting me|us|to|on|${kinds}* ${text}`,
    `stop all|any|the|these|those|this|your|ur|such? of? the|these|those|this|your|ur|such? further|more|marketing|promotional|promo|unwanted|daily|useless|stupid|bloody|missed? call? ${text}`,
    'refrain from sending|texting|messaging',
    'stop all|any|this|your|the? further|more? communication|communications|nonsense|rubbish|bakwas',
    `${text} should|must|needs? to? be? stop|stopped pls|please|now|immediately?`,
    `${not} send|sent|sending me|us|to|on|${kinds}* ${text}`,
    `${not} text|sms|message|msg me|us|here|anymore|again|this`,
    `${removing} ${mine}* off|from|out of? ${ours}* list|lists|database|databases|db|system|systems|record|records|${text}`,
    'remove|delete|erase|unlist|exclude me|us',
    'remove|delete|erase|unlist|exclude my|this|our mobile|phone|contact? number|no|num',
    `no more of? your|these|such|any? ${text}`,
    `${not} want|wish|need|like to? receive|get|have|see ${kinds}* ${text}`,
    `${not} want|need|like ${kinds}* ${text}`,
    'block|blacklist me',
    'block|blacklist my|this mobile|phone? number|no|num',
    'withdraw|revoke|cancel my? consent|permission',
    'leave me|us alone',
    'stop|cancel|deactivate|discontinue this|the|your|my? sms|text|message|alert service|subscription|facility',
    'stop|discontinue this service|facility',
  ],
  never: [
    'dont|donot|not|never|cannot|cant|wont|didnt|doesnt|without|isnt ever? you|u|let|need|want|have|wish? them|it|me|us? to? stop|stopping|unsubscribe|optout|opt|stopall|remove|delete|take|block',
    'no need to? stop|unsubscribe',
    'did|have not unsubscribe|unsubscribed',
    'why|since|until|till|before .. stop|stops|stopped',
    'when|where|which do|does|did|can|should|to|is|are .. stop|stops',
    'which|my|same|nearest stop',
    'stop cock|valve|button|lamp',
    // Another number, or another list than ours.
    `remove|delete|erase|exclude ${mine}* .. use|add|save|update|booking|order|appointment|slot|batch|form|bill|invoice`,
    `${not} text|sms|message|msg me|us? before|now|till|until|today|tonight`,
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
    'cancel my|the? subscription',
    'discontinue|deactivate .. service|subscription|facility',
    'irritating|disturbing|annoying|nuisance',
    `${not} disturb|bother|contact`,
    `${not} call me|us|again|anymore|this`,
  ],
  complaint: ['spam|spamming|spammers|harassment|harassing', 'complain|complaint|trai|ndnc|dnd'],
}

const karo =
  'karo|kro|karen|kare|karein|kariye|kijiye|kijie|kijiyega|karna|kardo|krdo|kardijiye|krdijiye|kardiye|karwao|koro|korun|kar_do|kr_do|kra_do|kara_do|karwa_do|kar_de|kr_de|kar_dena|kar_dein|kar_dijiye|kr_dijiye'
const bhejo = 'bhejo|bhejna|bhejiye|bhejen|bhejein|bhejiyega|vejo|karo|kro|karna|kijiye|kariye'
// What may stand between "message" and "don't send", and no more: "msg mila, galat saman mat bhejo" is about goods.
const meanwhile =
  'mujhe|muje|mujhko|mujko|hame|hume|humko|ko|ye|yeh|is|iss|aise|sab|koi|kuch|bhi|ab|aage|se|aur|phir|fir|dobara|dubara|bar|baar|roz|har|call|number|no|num|pe|par|pr|ke|ka|ki|baad|faltu|karna|karne|bhejna|bhejne|aana|ana|aane|dena|wala|wale|service'
const hata = 'hatao|hatado|hata_do|hata_de|hata_dena|hata_dijiye|hataiye|nikalo|nikaldo|nikal_do'

const karoHindi = 'करो|करें|करे|कीजिए|कीजिये|करिए|करिये|करना|कर_दो|कर_दें|कर_देना|कर_दीजिए|कर_दीजिये'
const bhejoHindi = 'भेजो|भेजें|भेजिए|भेजिये|भेजना'
const textHindi = 'मैसेज|मेसेज|मेसेज़|मैसेजेस|संदेश|सन्देश|एसएमएस|sms|message|msg'
const meanwhileHindi =
  'मुझे|हमें|को|ये|यह|इस|ऐसे|सब|कोई|कुछ|भी|अब|आगे|से|और|फिर|दोबारा|बार|रोज|हर|कॉल|नंबर|नम्बर|पर|के|का|की|बाद|फालतू|करना|भेजना|भेजने|आना|आने|सर्विस'

/** Hindi; Urdu, Punjabi and Gujarati in Latin letters read nearly the same. */
const hindi: OptOutWords = {
  alone: ['बंद|बन्द|रोको|रोकें|रोकिए|स्टॉप|स्टोप|हटाओ|हटाएं', 'band|bandh|bnd|roko|rokna|rokiye|hatao'],
  sentence: [
    `yeh|ye|isko|ise|sab|ab|abhi|bas|${text}* band|bandh|bnd|stop ${karo} yeh|ye|isko|ise|sab|abhi|turant|na*`,
    `${meanwhile}* mat|mt|na bhejo|bhejna|bhejiye|bhejen|bhejein mujhe|ye|yeh|sab*`,
    `number|no|num|naam ko? delete|remove ${karo} mera?`,
    `number|no|num|naam ko? ${hata} mera?`,
    'bas karo|kro|kijiye',
    `यह|ये|इसे|इसको|सब|अब|अभी* बंद|बन्द|स्टॉप ${karoHindi} यह|ये|सब|जी|भाई|अभी|तुरंत|प्लीज*`,
    `${meanwhileHindi}* मत|न|ना ${bhejoHindi} मुझे|ये|सब*`,
    'बस|मत करो',
    `यह|ये|मेरी|आपकी|अपनी|${textHindi}* सदस्यता|सेवा रद्द|बंद|समाप्त ${karoHindi}`,
  ],
  anywhere: [
    `${text}|messge|mesej|sandesh|bhejna|bhejne ${meanwhile}* band|bandh|bnd|stop ${karo}`,
    `band|bandh|bnd|stop ${karo} ye|yeh|sab|apne|faltu|roz|ka|ke* ${text}|mesej|bhejna`,
    `${text}|messge|mesej ${meanwhile}* mat|mt|na ${bhejo}|bheje|bhej|send|kare|bheja_karo|kiya_karo`,
    `${text}|messge|mesej ${meanwhile}* nahi|nahin|nhi|nai ${bhejo}`,
    `${text}|messge|mesej ${meanwhile}* nahi|nahin|nhi|nai chahiye|chaiye|chahie|chahiey|chahte|chahta|chahti`,
    `mera|meri|mere number|no|num|naam|nam ko|apni|apne|aapki|is|list|lists|se* ${hata}`,
    `mera|meri|mere number|no|num|naam|nam ko|apni|apne|aapki|is|list|lists|se* delete|remove ${karo}`,
    `${textHindi}|भेजना|भेजने ${meanwhileHindi}* बंद|बन्द|स्टॉप ${karoHindi}`,
    `${textHindi} ${meanwhileHindi}* रोक दो|दें|दीजिए`,
    `बंद|बन्द|स्टॉप ${karoHindi} ये|यह|सब|अपने|फालतू|रोज* ${textHindi}|भेजना`,
    `चाहिए ये|सब* बंद|बन्द ${karoHindi}`,
    `${textHindi} ${meanwhileHindi}* मत|न|ना ${bhejoHindi}|भेजे|भेजा_करो|करो|करें|करना|कीजिए`,
    `${textHindi} ${meanwhileHindi}* नहीं|नही ${bhejoHindi}|करो|करें|कीजिए`,
    `${textHindi} ${meanwhileHindi}* नहीं|नही चाहिए|चाहिये|चाहता|चाहती|चाहते`,
    'मेरा|मेरे नंबर|नम्बर|नाम को|अपनी|आपकी|इस|सूची|लिस्ट|से* हटाओ|हटाएं|हटाइए|हटा_दो|हटा_दें|हटा_दीजिए|निकालो|निकाल_दो',
    `मेरा|मेरे नंबर|नम्बर|नाम को|अपनी|आपकी|इस|सूची|लिस्ट|से* डिलीट ${karoHindi}`,
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
    `band|bandh|bnd ${karo}`,
    `बंद|बन्द ${karoHindi}`,
    `number|no|num|naam ko? delete|remove ${karo}`,
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
    'मला|आम्हाला|पुन्हा|परत|हे|असे* पाठवू नका|नकोस',
    'mala|amhala|punha|parat|he|ase* pathavu|pathvu|pathau naka|nako',
  ],
  anywhere: [
    'मेसेज|मॅसेज|संदेश|एसएमएस|पाठवणे|पाठवायचे|sms *? बंद करा|करावे',
    'मेसेज|मॅसेज|संदेश|एसएमएस|पाठवणे|पाठवायचे|sms *? थांबवा|थांबव',
    'मेसेज|मॅसेज|संदेश|एसएमएस|sms *? पाठवू|करू नका|नकोस|नये',
    'मेसेज|मॅसेज|संदेश|एसएमएस|sms *? नको|नकोत|नकोय',
    `${text}|sandesh|pathavne *? band kara`,
    `${text}|sandesh|pathavne *? thambva|thambwa|thambava`,
    `${text} *? pathavu|pathvu|pathau|karu|kru naka|nako`,
    `${text} nako|nakot|nakoy`,
  ],
  never: ['बंद करू नका|नये', 'band karu|kru naka|nako', 'दुकान .. बंद', 'थांबा मी|आम्ही|जरा|थोडे'],
}

const bengali: OptOutWords = {
  alone: ['বন্ধ|থামান|থামাও|থামুন|স্টপ', 'bondho|bandho|thaman|thamao|thamun'],
  sentence: [
    'দয়া? করে? প্লিজ? এটা|এগুলো|এসব? বন্ধ|স্টপ করুন|করো|কর|করেন|করবেন|করে দিন|দাও?',
    'আর|আমাকে|এসব|কিছু* পাঠাবেন|পাঠিও|পাঠিয়ো|পাঠাবা না',
    'ar|aar|amake|esob|kichu* pathaben|pathabe|pathio|pathiyo na',
    'please? eta|egulo|esob? bondho|bandho|stop korun|koro|kor|koren',
  ],
  anywhere: [
    'মেসেজ|ম্যাসেজ|বার্তা|এসএমএস|পাঠানো|sms *? বন্ধ করুন|করো|কর|করেন|করে|হোক',
    'বন্ধ করুন|করো|করেন *? মেসেজ|ম্যাসেজ|বার্তা|এসএমএস',
    'মেসেজ|ম্যাসেজ|বার্তা|এসএমএস|sms *? পাঠাবেন|পাঠিও|পাঠিয়ো|পাঠাবা|দেবেন|দিবেন|করবেন না',
    'মেসেজ|ম্যাসেজ|বার্তা|এসএমএস|sms *? চাই|লাগবে না',
    `${text}|pathano *? bondho|bandho|stop korun|koro|kor|koren|kore`,
    `${text} *? pathaben|pathabe|pathio|pathiyo|diben|deben|korben na`,
    `${text} *? chai|lagbe na`,
  ],
  never: [
    'বন্ধ করবেন|কোরো|করো না',
    'bondho|bandho korben|koro|koiren na',
    'কখন|কেন|দোকান|অফিস .. বন্ধ',
    'kokhon|keno|dokan|office .. bondho',
  ],
}

const textTamil = 'மெசேஜ்|மெசேஜை|குறுஞ்செய்தி|குறுஞ்செய்தியை|செய்தி|செய்தியை|செய்திகளை|செய்திகள்|எஸ்எம்எஸ்|sms'

const tamil: OptOutWords = {
  alone: [
    'நிறுத்து|நிறுத்துங்கள்|நிறுத்தவும்|நிறுத்துங்க|ஸ்டாப்|வேண்டாம்',
    'niruthu|niruthunga|niruthungal|nirutthu|nirutthunga|niruthavum|nippattu|vendam|vendaam|venda',
  ],
  sentence: [
    'தயவுசெய்து|தயவு? செய்து? இதை|இத? நிறுத்து|நிறுத்துங்கள்|நிறுத்தவும்|நிறுத்துங்க|நிறுத்திடுங்க',
    'எனக்கு|இனி|இனிமேல்|இனிமே|இதை* அனுப்பாதே|அனுப்பாதீர்கள்|அனுப்பாதீங்க|அனுப்பாதிங்க|அனுப்ப_வேண்டாம்',
    'enaku|enakku|ini|inime|inimel* anuppathinga|anupathinga|anuppadhinga|anupadhinga|anuppathe|anuppatheenga|anupadinga|anuppa_vendam',
    'idha|itha|dayavu? seithu|senju? niruthu|niruthunga|niruthungal|nirutthunga|niruthidunga',
  ],
  anywhere: [
    `${textTamil}|அனுப்புவதை *? நிறுத்து|நிறுத்துங்கள்|நிறுத்தவும்|நிறுத்துங்க|நிறுத்திடுங்க`,
    `${textTamil} *? அனுப்பாதே|அனுப்பாதீர்கள்|அனுப்பாதீங்க|அனுப்பாதிங்க`,
    `${textTamil} *? அனுப்ப|அனுப்பவே வேண்டாம்|கூடாது`,
    `${textTamil} *? வேண்டாம்`,
    `${text}|anuppuratha|anupradha *? niruthu|niruthunga|niruthungal|nirutthunga|niruthidunga|vendam|vendaam|venda`,
    `${text} *? anuppa|anupa|anuppave vendam|vendaam|venda|kudathu`,
    `${text} *? anuppathinga|anupathinga|anuppadhinga|anupadhinga|anuppathe|anuppatheenga|anupadinga`,
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

const dontSendTelugu = 'పంపవద్దు|పంపించవద్దు|పంపొద్దు|పంపకండి|పంపించకండి|పంపకు'
const pampaku = 'pampavaddu|pampoddu|pampakandi|pampinchavaddu|pampinchakandi|pampinchoddu|pampaku|pampodhu'

const telugu: OptOutWords = {
  alone: [
    'ఆపు|ఆపండి|ఆపేయండి|ఆపెయ్|నిలిపివేయండి|వద్దు|వద్దండి|స్టాప్',
    'aapandi|aapu|apandi|aapeyandi|apeyandi|aapesey|vaddu|vaddhu|vadhu',
  ],
  sentence: [
    'దయచేసి? ఇవి|ఇది|ఇంక|ఇక? ఆపు|ఆపండి|ఆపేయండి|నిలిపివేయండి',
    `నాకు|ఇంక|ఇక|మళ్ళీ|మళ్లీ* ${dontSendTelugu}`,
    `naaku|naku|inka|ika|malli* ${pampaku}`,
    'dayachesi? ivi|idi|inka|ika? aapandi|apandi|aapu|aapeyandi|apeyandi',
  ],
  anywhere: [
    'మెసేజ్|మెసేజ్లు|మెసేజీలు|మెసేజెస్|సందేశాలు|సందేశం|ఎస్ఎంఎస్|పంపడం|పంపించడం|sms *? ఆపు|ఆపండి|ఆపేయండి|నిలిపివేయండి|వద్దు|వద్దండి',
    `మెసేజ్|మెసేజ్లు|మెసేజీలు|మెసేజెస్|సందేశాలు|సందేశం|ఎస్ఎంఎస్|sms *? ${dontSendTelugu}`,
    `${text}|pampadam|pampinchadam *? aapandi|apandi|aapu|aapeyandi|apeyandi|vaddu|vaddhu|vadhu`,
    `${text} *? ${pampaku}`,
  ],
  never: ['ఆపవద్దు|ఆపకండి|ఆపొద్దు', 'aapavaddu|aapakandi|aapoddu|apakandi', 'బస్|bus .. ఆపు|ఆపండి|aapandi|aapu|apandi'],
  perhaps: ['వద్దు', 'vaddu'],
}

const kannada: OptOutWords = {
  alone: ['ನಿಲ್ಲಿಸಿ|ನಿಲ್ಲಿಸು|ಬೇಡ|ಸ್ಟಾಪ್', 'nillisi|nillisu|beda'],
  sentence: [
    'ದಯವಿಟ್ಟು? ಇದನ್ನು? ನಿಲ್ಲಿಸಿ|ನಿಲ್ಲಿಸು',
    'dayavittu? idannu? nillisi|nillisu',
    'ನನಗೆ|ಇನ್ನು|ಇನ್ಮುಂದೆ|ಮತ್ತೆ* ಕಳುಹಿಸಬೇಡಿ|ಕಳಿಸಬೇಡಿ|ಕಳುಹಿಸಬೇಡ|ಕಳಿಸಬೇಡ',
    'nanage|innu|matte* kaluhisabedi|kalisabedi|kalsbedi|kalisbedi|kaluhisbedi',
  ],
  anywhere: [
    'ಮೆಸೇಜ್|ಸಂದೇಶ|ಸಂದೇಶಗಳನ್ನು|ಎಸ್ಎಂಎಸ್|ಕಳುಹಿಸುವುದನ್ನು|sms *? ನಿಲ್ಲಿಸಿ|ನಿಲ್ಲಿಸು|ಬೇಡ',
    'ಮೆಸೇಜ್|ಸಂದೇಶ|ಸಂದೇಶಗಳನ್ನು|ಎಸ್ಎಂಎಸ್|sms *? ಕಳುಹಿಸಬೇಡಿ|ಕಳಿಸಬೇಡಿ|ಕಳುಹಿಸಬೇಡ|ಕಳಿಸಬೇಡ',
    `${text} *? nillisi|nillisu|beda`,
    `${text} *? kaluhisabedi|kalisabedi|kalsbedi|kalisbedi|kaluhisbedi`,
  ],
  never: ['ನಿಲ್ಲಿಸಬೇಡಿ|ನಿಲ್ಲಿಸಬೇಡ', 'nillisabedi|nillisbedi'],
}

const gujarati: OptOutWords = {
  alone: ['બંધ|રોકો|સ્ટોપ', 'bandh'],
  sentence: [
    'મહેરબાની? કરીને? આ? બંધ|સ્ટોપ કરો|કર|કરશો|કરી દો|આપો?',
    'આ|મને|હવે|ફરી* મોકલશો|મોકલતા|મોકલો નહીં|નહિ|ના|નઈ',
    'aa|mane|have|fari* moklsho|mokalsho|moklta|mokalta|moklo nahi|nahin|na|nai',
  ],
  anywhere: [
    'મેસેજ|સંદેશ|સંદેશા|એસએમએસ|મોકલવાનું|sms *? બંધ કરો|કર|કરી|કરશો',
    'મેસેજ|સંદેશ|સંદેશા|એસએમએસ|sms *? મોકલશો|મોકલતા|મોકલો|કરશો નહીં|નહિ|ના|નઈ',
    'મેસેજ|સંદેશ|એસએમએસ|sms *? ના|ન મોકલો|મોકલશો|જોઈએ',
    `${text}|moklvanu|mokalvanu *? bandh|band karo|kari|karsho`,
    `${text} *? moklsho|mokalsho|moklta|mokalta|moklo|karsho nahi|nahin|na|nai`,
    `${text} *? na moklo|mokalo|joiye`,
  ],
  never: ['બંધ ના|ન|નહીં', 'bandh na|nahi|nai'],
}

const malayalam: OptOutWords = {
  alone: ['നിർത്തുക|നിർത്തൂ|നിർത്ത്|വേണ്ട|സ്റ്റോപ്പ്', 'nirthuka|nirthu|nirthoo|nirth'],
  sentence: [
    'എനിക്ക്|ഇനി|ഇനിയും* അയക്കരുത്|അയയ്ക്കരുത്|അയക്കണ്ട',
    'enikku|ini|iniyum* ayakkaruthu|ayakkaruth|ayakkanda|ayakaruthu',
  ],
  anywhere: [
    'മെസേജ്|സന്ദേശം|സന്ദേശങ്ങൾ|എസ്എംഎസ്|അയക്കുന്നത്|അയയ്ക്കുന്നത്|sms *? നിർത്തുക|നിർത്തൂ|നിർത്തണം|വേണ്ട',
    'മെസേജ്|സന്ദേശം|സന്ദേശങ്ങൾ|എസ്എംഎസ്|sms *? അയക്കരുത്|അയയ്ക്കരുത്|അയക്കണ്ട',
    `${text} *? nirthuka|nirthu|nirthoo|venda`,
    `${text} *? ayakkaruthu|ayakkaruth|ayakkanda|ayakaruthu`,
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

/** One word list for each language. */
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
