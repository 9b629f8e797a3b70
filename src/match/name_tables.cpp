// One long table of names, not split.
#include "match/name_tables.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <unordered_map>

namespace longstone::match {
namespace {

// One line for each name; the first is its root. A word on two lines is a form of either.
constexpr std::string_view kForms[] = {
    "abdul abdel abdal abdoul abd",
    "abdullah abdulla abdallah abdalla",
    "abdulrahman abdurrahman abdirahman abdurahman",
    "abigail abby abbie abi gail abbi abbey",
    "abraham abe ibrahim ebrahim ibraheem avraham",
    "adam addy adem",
    "adelaide addie heidi ada",
    "agnes aggie nessie",
    "ahmed ahmad ahmet achmed ahmaad amed",
    "aidan aiden aden aodhan",
    "aisha ayesha aysha aishah aishat aicha eisha ayisha",
    "alan allan allen alun alain",
    "albert al bert bertie albie",
    // NOLINTNEXTLINE(bugprone-suspicious-missing-comma): one root whose forms take two lines
    "alexander alex alec sandy alasdair alistair alastair alister "
    "sasha aleksander aleksandr aleksandar alexandre ali xander lex",
    "alexandra alex sandra lexi lexie alexa sandy aleksandra sasha",
    "alfred alf alfie fred freddie",
    "alice ali allie alys alicia",
    "alison ali allison alyson",
    "amanda mandy manda",
    "amelia millie amy emelia amalia mia",
    "amina aminah ameena aamina",
    "amir ameer aamir emir",
    "amy aimee ami",
    "andrew andy drew andrzej andrei andre andreas anders",
    "angela angie ange aniela",
    "anne ann anna annie nan nancy hannah anya ania ana hanna",
    "anthony tony antony ant antonio anton",
    "antonia toni tonya",
    "archibald archie",
    "arthur art artie artur",
    "asma asmaa",
    "austin augustine gus",
    "barbara barb babs basia",
    "bartholomew bart barth bartosz bartek",
    "benjamin ben benny benji benjie binyamin",
    "bernard bernie",
    "beatrice bea beatrix trixie bee",
    "bethany beth betty bethan",
    "bridget bridie biddy brigid bridgit",
    "bradley brad",
    "brian bryan bryn brien",
    "callum calum cal colm",
    "cameron cam camren kameron",
    "caroline carol carrie caz caro carolyn "
    "carolina",
    "catherine cath cathy kate katie kathy katherine kathryn katharine cathryn kathleen "
    "kit kitty kay kat katarzyna kasia katrina caitlin ekaterina katya cat",
    "charles charlie chas chuck carl karl charley karol",
    "charlotte lottie charlie charl lotte "
    "carlotta",
    "christian chris kristian cristian",
    "christine chris chrissie christina tina "
    "christie kirsty kristina cristina chrissy krystyna",
    "christopher chris kit topher kris krzysztof "
    "christos",
    "claire clare clara klara",
    "clifford cliff",
    "clive cliff",
    "conor connor connie",
    "constance connie",
    "cynthia cindy",
    "daniel dan danny danyal daniyal daniil dani",
    "danielle dani daniela daniella ella",
    "darren daz darryl",
    "david dave davey dai davie dafydd "
    "dawid dawood daud davy davit",
    "deborah deb debbie debs debra",
    "dennis den denny denis denise",
    "derek del rick derrick",
    "diana di diane dianne",
    "dominic dom nic dominik",
    "donald don donny",
    "dorothy dot dottie dolly dorothea dora",
    "douglas doug duggie",
    "edith edie",
    "edmund ed eddie ned "
    "ted",
    "edward ed eddie ted teddy ned eduard eduardo eddy",
    "edwin ed eddie",
    "eleanor ellie nell nellie elinor ella lenora elena eleanora nora",
    "elizabeth liz lizzie beth betty "
    "bess eliza lisa libby elsie betsy lisbeth elspeth elisabeth ela elzbieta bessie lizzy elisa",
    "ellen nell nellie helen elaine ellie",
    "emily em emmy millie emilia emilie emma",
    "emma em emmy",
    "eric rick erik",
    "ernest ernie",
    "esther essie hester",
    "eugene gene yevgeny",
    "evelyn eve evie eva",
    "ewan euan ewen owen eoin",
    "farah farrah fara",
    "fatima fatimah fatema fathima "
    "fatimata fatma fatou faatima fatoumata",
    "faisal faysal feisal",
    "frances fran fanny franny francesca "
    "frankie franceska",
    "francis frank fran frankie franciszek francisco",
    "frederick fred freddie "
    "freddy fredrick frederic rick",
    "gabriel gabe gabi",
    "gabrielle gabby gabi gabriela gabriella",
    "gareth gary gaz garth",
    "gary gaz garry",
    "geoffrey geoff jeff jeffrey jeffery",
    "george georgie "
    "jorge georgios jerzy gheorghe georgi",
    "georgina georgie georgia gina",
    "gerald gerry jerry ged "
    "gerard gerrard",
    "gillian gill jill gilly jillian",
    "glenn glen",
    "grace gracie",
    "graham graeme grahame",
    "gregory greg gregor grzegorz",
    "gwendolyn gwen gwendoline",
    "hamza hamzah hamsa",
    "hannah hanna ana",
    "harold harry hal",
    "harriet hattie harri hettie",
    "hasan hassan hasaan hassen hasen",
    "henry harry hal hank "
    "henri henryk enrique",
    "hugh huw hughie hugo",
    "hussain hussein husain hossein hossain hussayn husayn "
    "hussien hosain",
    "iain ian eian",
    "ibrahim ebrahim ibraheem ibrahima abraham",
    "imran emran",
    "irene rene renie irena",
    "isaac zac ike ishaq izaak isac",
    "isabella bella izzy isabel isobel isabelle "
    "ishbel belle isabell",
    "ismail ismael ishmael esmail ismaeel",
    "ivan vanya",
    "jacob jake coby jakub "
    "yaqub yaqoob jakob kuba yakub",
    "jack jackson",
    "jacqueline jackie jacqui jacquie jaqueline",
    "jamal jamaal "
    "gamal",
    "james jim jimmy jamie jem jaime hamish seamus jimmie",
    "jane janie jan janet jayne",
    "janet jan jenny",
    "janice jan janis",
    "jasmine jas jaz yasmin yasmine jasmin yasmeen jazmin",
    "jason jay jase",
    "jean jeanie jeannie jeanne",
    "jennifer jen jenny jennie jenna jenni",
    "jeremy jerry jem jez",
    "jessica jess jessie",
    "joan joanie siobhan",
    "joanne jo joanna joann",
    "joel jole",
    "john johnny jack jon jonny "
    "jan sean ivan johnathan ian shaun shawn juan ioan evan johnnie jahn",
    "jonathan jon jonny johnathan "
    "jonathon nathan",
    "joseph joe joey jo yusuf yousuf jozef jose josef yosef",
    "josephine jo josie",
    "joshua josh "
    "joshuah",
    "joyce joy",
    "judith judy judi jude",
    "julia julie jules juliet giulia",
    "julian jules",
    "kamil camil",
    "karen kaz karin caryn",
    "kenneth ken kenny",
    "kelly kel kelley kellie",
    "kevin kev",
    "khadija khadijah khadeeja hadija kadija",
    "khalid khaled kalid",
    "kieran kieron ciaran keiran kiaran",
    "kimberley kim kimberly kimmy",
    "kyle kile",
    "laura laurie lori lara",
    "lauren laurie loren",
    "lawrence larry laurie laurence lorenzo laz",
    "leah lea lia",
    "leila layla laila leyla lyla leyla",
    "leonard len lenny leo",
    "leslie les lesley",
    "lewis lou louis lew luis luisa",
    "liam lee",
    "lillian lily lil lilly lilian",
    "linda lynda lyn lin lindy",
    "lindsay lindsey linsey lyndsay",
    "lisa leesa liza",
    "louise lou louisa luisa",
    "lucy lucie luce lucinda lucia",
    "luke lucas luka lukasz lukas",
    "lydia lidia",
    "lynn lynne lyn",
    "madeleine maddie maddy madeline madelyn maddison madison",
    "mahmood mahmud mehmood mahmoud",
    "malcolm mal",
    "malgorzata gosia margaret",
    "marcus marc mark marcos",
    "margaret maggie meg peggy marge margie margot greta rita peg mags megan madge mairead",
    "maria marie mary mariya",
    "marian marion",
    "mark marc marcus marek",
    "martha marta marty",
    "martin marty martyn marcin",
    "mary molly polly may "
    "maire mia mari mae maria",
    "maryam mariam miriam meryem mariyam maryum mariama marium",
    "matilda tilly tilda mattie",
    "matthew matt matty mat mathew mateusz matteo matthias",
    "maureen mo",
    "maurice mo morris maury",
    "maxwell max maximilian maxim",
    "megan meg meghan meagan",
    "melanie mel melony",
    "melissa mel missy lissa",
    "michael mike mick mickey micky mikey michal mikhail miguel mihai micheal",
    "michelle shell shelly michele chelle",
    "mildred millie",
    "miranda mandy randy",
    "mohammed mohammad muhammad mohamed mohamad muhammed mohamud mo md mohd "
    "muhamed muhamad mohammod mahamed mehmed mehmet mahomed mohamoud moh mohammod mohamet",
    "muriel meriel",
    "mustafa mustapha moustafa mostafa",
    "nadia nadya nadja",
    "naomi nomi noemi",
    "natalie nat natasha "
    "natalia nathalie tasha nataliya",
    "nathan nate nathaniel nat nathanial",
    "neil neal niall nigel",
    "nicholas nick nicky nico nicolas nik nikolas nikolai mikolaj nicolae",
    "nicola nicky nikki nic nicole nikola colette",
    "noor nur noora nour",
    "oliver ollie olly oli olivier",
    "olivia liv livvy libby ollie",
    "omar umar omer umer ummar",
    "osman usman uthman othman ousmane",
    "oscar oskar",
    "pamela pam",
    "patricia pat trish tricia patsy patti trisha",
    "patrick pat paddy padraig patryk rick",
    "paul pauly pavel pawel paulo",
    "paula pauline polly",
    "penelope penny pen",
    "peter pete piotr pedro petr pyotr petros",
    "philip phil phillip pip filip felipe",
    "philippa pippa pip phillipa",
    "phoebe phebe febe",
    "priscilla cilla",
    "rachel rach rachael raquel",
    "rahman rehman rahmaan",
    "raymond ray",
    "rebecca "
    "becky becca bex rebekah becki",
    "reginald reg reggie rex",
    "rhiannon rhian",
    "rhys reece reese rees",
    "richard rick dick rich richie ricky ricardo ryszard rik",
    "robert rob bob bobby robbie bert robin roberto rab bobbie",
    "roderick rod roddy",
    "rodney rod",
    "roger rodge",
    "ronald ron ronnie",
    "rosemary rose rosie romy",
    "rosalind ros roz",
    "rose rosie rosa roza",
    "roy roi",
    "ruqayyah ruqaya rukaya ruqayya rukia",
    "russell russ",
    "ruth ruthie",
    "ryan rian",
    "saeed said saeid sayeed syed sayed",
    "saif sayf",
    "salim saleem salem",
    "salman selman",
    "samantha sam sammy sammie",
    "samuel sam sammy samuil",
    "sandra sandy sandie",
    "sara sarah sadie sally zara saira sarra",
    "scott scot",
    "sebastian seb bastian "
    "sebastien",
    "shabana shabanah",
    "sharon shaz shazza",
    "shane shayne",
    "shannon shan",
    "sheila shelagh sheelagh",
    "shirley shirl",
    "shaun sean shawn shane",
    "sidney sid sydney",
    "simon si szymon",
    "simone sim",
    "sofia sophia sophie zofia sofie sophy",
    "stacey "
    "stacy",
    "stanley stan stanislaw",
    "stephanie steph stefanie stephie stefania",
    "stephen steve steven stevie stefan steph szczepan",
    "stuart stu stewart "
    "stew",
    "suleiman suleman sulaiman sulayman soliman",
    "susan sue susie suzy suzanne susanna susannah suzie zuzanna",
    "sylvia silvia",
    "tahir taher",
    "tamara tammy tamar",
    "tariq tarik tareq",
    "tatiana tanya tania",
    "teresa terry tess tessa theresa tracy terri "
    "therese",
    "terence terry tel terrence",
    "theodore theo ted teddy",
    "thomas tom tommy thom tomasz tomas",
    "timothy tim timmy",
    "toby tobias tobi",
    "tracey tracy trace",
    "valerie val",
    "vanessa nessa ness",
    "veronica ronnie vera weronika",
    "victor vic viktor "
    "wiktor",
    "victoria vicky tori vikki viki vicki vic wiktoria",
    "vincent vince vinny vin",
    "violet vi",
    "virginia ginny ginger",
    "vivian viv vivienne",
    "walter wally walt",
    "wayne wain",
    "wendy wend",
    "wilfred wilf fred wilfrid",
    "william will bill billy liam willie bil gwilym "
    "wilhelm guillermo willy",
    "winifred winnie freda",
    "xavier javier",
    "yusuf yousuf yousef youssef yosef yusif yusef yousaf yussuf",
    "yvonne evonne",
    "zachary zac zach zak zack zachariah zakariya zakaria",
    "zahra zara zahrah zarah",
    "zainab zaynab zeinab zeynep zaineb zainub",
    "zoe zoey zoya",
    "tadeusz tad",
    "agnieszka aga",
    "magdalena magda madalena",
    "ewa eva eve",
    "joanna asia joasia jo",
    "aleksandra ola",
    "wojciech wojtek",
    "zbigniew zbyszek",
    "stanislaw staszek",
    "vladimir volodymyr wladimir vova",
    "dmitry dmitri dmytro dima",
    "sergei sergey serhiy",
    "olena elena helena olga",
    "oleksandr alexander sasha",
    "mykola nikolai",
    "yevhen evgeny",
    "xiao shiao",
    "nguyen nguyn",
    "chen chan tan",
    "gurpreet gurprit",
    "harpreet harprit",
    "manpreet manprit",
    "jaswinder jas",
    "kulwinder kully",
    "rajinder raj rajesh",
    "siddharth siddarth sidharth",
    "lakshmi laxmi",
    "krishna krishnan",
    "vijay wijay",
    "adebayo bayo",
    "oluwaseun seun",
    "oluwatobi tobi",
    "oluwafemi femi",
    "babatunde tunde",
    "chukwuemeka emeka",
    "temitope temi tope",
};

constexpr std::array<std::string_view, 36> kTitles = {
    "mr",       "mrs",  "miss",    "ms",      "mx",   "dr",       "prof",   "professor", "rev",
    "reverend", "sir",  "dame",    "lord",    "lady", "master",   "fr",     "father",    "sister",
    "hon",      "capt", "captain", "sgt",     "haji", "hajji",    "alhaji", "alhaja",    "mister",
    "cllr",     "rt",   "baron",   "baronet", "earl", "viscount", "saint",  "duke",      "colonel"};

constexpr std::array<std::string_view, 38> kParticles = {
    "al",  "el",  "ul",  "ur",    "ud", "bin", "binti", "bint", "ben", "ibn", "van", "von", "der",
    "den", "de",  "del", "della", "di", "da",  "das",   "do",   "dos", "du",  "la",  "le",  "los",
    "las", "mac", "mc",  "o",     "ap", "ab",  "ni",    "nic",  "st",  "ter", "ten", "y"};

constexpr std::array<std::string_view, 33> kNoNames = {
    "baby",   "babyboy", "babygirl", "boy",     "girl", "infant", "newborn",   "unborn", "fetus",
    "foetus", "twin",    "triplet",  "unknown", "unk",  "not",    "known",     "none",   "na",
    "nil",    "null",    "tbc",      "tbd",     "nn",   "anon",   "anonymous", "test",   "of",
    "male",   "female",  "stated",   "given",   "xx",   "xxx"};

constexpr std::array<std::string_view, 7> kGenerations = {
    "jr", "jnr", "junior", "sr", "snr", "senior", "younger"};

struct Short {
    std::string_view from;
    std::string_view to;
};
constexpr Short kStreets[] = {
    {"rd", "road"},        {"st", "street"},      {"str", "street"},   {"ave", "avenue"},
    {"av", "avenue"},      {"cl", "close"},       {"clo", "close"},    {"cres", "crescent"},
    {"crs", "crescent"},   {"crst", "crescent"},  {"ct", "court"},     {"crt", "court"},
    {"dr", "drive"},       {"drv", "drive"},      {"gdns", "gardens"}, {"gdn", "gardens"},
    {"garden", "gardens"}, {"gr", "grove"},       {"gro", "grove"},    {"grv", "grove"},
    {"ln", "lane"},        {"la", "lane"},        {"pl", "place"},     {"plc", "place"},
    {"sq", "square"},      {"ter", "terrace"},    {"terr", "terrace"}, {"tce", "terrace"},
    {"wy", "way"},         {"pk", "park"},        {"hse", "house"},    {"bldg", "building"},
    {"ct.", "court"},      {"apartment", "flat"}, {"apt", "flat"},     {"unit", "flat"},
    {"mt", "mount"},       {"nth", "north"},      {"sth", "south"},    {"upr", "upper"},
    {"lwr", "lower"},      {"pde", "parade"},     {"cct", "circuit"},  {"saint", "st"}};

struct Roots {
    std::string_view first = {};
    std::string_view second = {};
};

template <class Take>
void each_word(std::string_view line, Take take) {
    std::size_t at = 0;
    while (at < line.size()) {
        const std::size_t end = std::min(line.find(' ', at), line.size());
        take(line.substr(at, end - at));
        at = end + 1;
    }
}

std::unordered_map<std::string_view, Roots> read_forms() {
    std::unordered_map<std::string_view, Roots> roots;
    const auto note = [&](std::string_view word, std::string_view root) {
        auto& known = roots[word];
        if (known.first.empty() || known.first == root) {
            known.first = root;
        } else if (word == root) {
            known.second = known.first;
            known.first = root;
        } else if (known.second.empty()) {
            known.second = root;
        }
    };
    for (const std::string_view line : kForms) {
        const std::string_view root = line.substr(0, line.find(' '));
        each_word(line, [&](std::string_view word) { note(word, root); });
    }
    return roots;
}

const Roots& roots_of(std::string_view given) {
    static const auto table = read_forms();
    static const Roots none;
    const auto found = table.find(given);
    return found == table.end() ? none : found->second;
}

template <class List>
bool has(const List& list, std::string_view word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

}  // namespace

std::string_view root_of(std::string_view given) {
    const auto& roots = roots_of(given);
    return roots.first.empty() ? given : roots.first;
}

std::string_view second_root_of(std::string_view given) {
    return roots_of(given).second;
}

std::vector<std::string_view> forms_of(std::string_view given) {
    static const auto lines = [] {
        std::unordered_multimap<std::string_view, std::string_view> all;
        for (const std::string_view line : kForms)
            each_word(line, [&](std::string_view word) { all.emplace(word, line); });
        return all;
    }();
    std::vector<std::string_view> forms;
    const auto [begin, end] = lines.equal_range(given);
    for (auto at = begin; at != end; ++at)
        each_word(at->second, [&](std::string_view word) {
            if (word != given && std::find(forms.begin(), forms.end(), word) == forms.end())
                forms.push_back(word);
        });
    return forms;
}

bool is_title(std::string_view word) {
    return has(kTitles, word);
}
bool is_particle(std::string_view word) {
    return has(kParticles, word);
}
bool is_no_name(std::string_view word) {
    return has(kNoNames, word);
}
bool is_generation(std::string_view word) {
    return has(kGenerations, word);
}

std::string_view street_word(std::string_view word) {
    for (const auto& entry : kStreets)
        if (entry.from == word) return entry.to;
    return word;
}

}  // namespace longstone::match
