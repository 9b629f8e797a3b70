#pragma once

#include <array>
#include <string_view>

// What people are called who are invented by the hundred (demo/crowds.h). No family name of
// families.yaml or of a story is among them.
namespace longstone::demo {

// clang-format off
inline constexpr std::array<std::string_view, 170> kFamilyNames = {
    "Ainsley", "Allardyce", "Anstead", "Appleby", "Arkle", "Ashbridge", "Atherley", "Bainbrook",
    "Barlass", "Beadnall", "Beckwith", "Bellasis", "Blackett", "Blakelaw", "Bolbec", "Bothal",
    "Brandling", "Brankston", "Brignall", "Brockie", "Brotherton", "Burdon", "Burnside", "Byers",
    "Callaly", "Carrick", "Catcheside", "Chatt", "Chirnside", "Clavering", "Coates", "Cocklaw",
    "Collingwood", "Common", "Copeland", "Coquet", "Corby", "Cowen", "Cragside", "Cresswell",
    "Croser", "Cuthbert", "Dagg", "Dalgleish", "Darling", "Davison", "Denwick", "Dilston",
    "Doddington", "Douglass", "Drydon", "Duddo", "Dunstan", "Eglin", "Ellingham", "Errington",
    "Eshott", "Etal", "Falstone", "Farne", "Featherstone", "Felton", "Fenham", "Fleck", "Ford",
    "Gallon", "Gilsland", "Gosling", "Greenwell", "Grievson", "Hadston", "Haggerston", "Halton",
    "Harbottle", "Harle", "Hauxley", "Hebron", "Hepscott", "Heron", "Hetherton", "Hindhaugh",
    "Holystone", "Horsley", "Howick", "Humble", "Hunnam", "Idle", "Ingram", "Jarvie", "Jeffries",
    "Kidland", "Kirkley", "Kyloe", "Lambton", "Lanton", "Learmouth", "Lesbury", "Liddell",
    "Lilburn", "Linnell", "Longhirst", "Lowick", "Mauchline", "Meldon", "Middleton", "Milfield",
    "Mindrum", "Mitford", "Moffitt", "Monkhouse", "Morwick", "Mowbray", "Muckle", "Murton",
    "Nafferton", "Netherton", "Newham", "Norham", "Nunnykirk", "Oliphant", "Otterburn",
    "Outchester", "Paxton", "Percival", "Plenderleith", "Prendwick", "Purdy", "Quarrington",
    "Raine", "Redpath", "Renton", "Riddle", "Rochester", "Roddam", "Rothley", "Rugley", "Ryal",
    "Scremerston", "Shadforth", "Shafto", "Sharperton", "Shilbottle", "Shoreswood", "Simonburn",
    "Slaley", "Snitter", "Spittle", "Stamford", "Stobart", "Swarland", "Swinburn", "Tarset",
    "Thirlwall", "Thropton", "Togston", "Tranwell", "Tritlington", "Twizell", "Ulgham", "Unthank",
    "Usworth", "Wallington", "Wark", "Warkworth", "Weetwood", "Whalton", "Whittle", "Widdrington",
    "Wingates", "Yeavering"};
inline constexpr std::array<std::string_view, 75> kGirls = {
    "Abigail", "Ada", "Aisha", "Amelia", "Anya", "Aria", "Ava", "Bella", "Beth", "Carys", "Chloe",
    "Clara", "Daisy", "Darcey", "Eliza", "Ella", "Elsie", "Emma", "Erin", "Esme", "Eva", "Faith",
    "Fatima", "Florence", "Freya", "Georgia", "Grace", "Hannah", "Harriet", "Hope", "Imogen",
    "Iris", "Isla", "Ivy", "Jasmine", "Jess", "Kayla", "Lacey", "Layla", "Lily", "Lola", "Lottie",
    "Lucy", "Maisie", "Martha", "Matilda", "Maya", "Megan", "Mila", "Millie", "Molly", "Nancy",
    "Neve", "Nia", "Orla", "Paige", "Pearl", "Phoebe", "Pippa", "Priya", "Quinn", "Robyn",
    "Rosie", "Ruby", "Sadie", "Sara", "Scarlett", "Sienna", "Sofia", "Summer", "Thea", "Tilly",
    "Violet", "Willow", "Zara"};
inline constexpr std::array<std::string_view, 82> kBoys = {
    "Aaron", "Adam", "Aidan", "Alex", "Alfred", "Ali", "Archie", "Arlo", "Arthur", "Austin",
    "Ayaan", "Bailey", "Blake", "Bobby", "Bradley", "Caleb", "Callan", "Cameron", "Charlie",
    "Cody", "Cole", "Corey", "Dexter", "Dylan", "Eddie", "Eli", "Elliot", "Ethan", "Evan", "Ezra",
    "Felix", "Finlay", "Frankie", "Freddie", "Gabriel", "Harley", "Harris", "Harvey", "Henry",
    "Hugo", "Ibrahim", "Isaac", "Jacob", "Jake", "Jayden", "Joel", "Joey", "Jude", "Jonah", "Kai",
    "Kian", "Kit", "Lewis", "Luca", "Lucas", "Luke", "Mason", "Max", "Miles", "Mohammed",
    "Nathan", "Ned", "Noel", "Ollie", "Otis", "Owen", "Ralph", "Reece", "Reggie", "Robin",
    "Roman", "Rory", "Ryan", "Sam", "Seth", "Sonny", "Teddy", "Theo", "Toby", "Tyler", "Wilf",
    "Zack"};
inline constexpr std::array<std::string_view, 104> kWomen = {
    "Adele", "Agnes", "Alison", "Amanda", "Andrea", "Angela", "Annette", "Audrey", "Barbara",
    "Beryl", "Betty", "Brenda", "Carla", "Caroline", "Catherine", "Cheryl", "Claire", "Connie",
    "Dawn", "Debbie", "Denise", "Diane", "Donna", "Doreen", "Doris", "Edna", "Eileen", "Elaine",
    "Emily", "Ethel", "Evelyn", "Fay", "Gail", "Gemma", "Gillian", "Glenda", "Hazel", "Heidi",
    "Helen", "Hilda", "Ida", "Jackie", "Janet", "Janice", "Jayne", "Jenny", "Jill", "Joan",
    "Joyce", "Judith", "Julie", "June", "Kate", "Kath", "Kelly", "Kerry", "Kim", "Kirsty",
    "Laura", "Leanne", "Lesley", "Linda", "Lisa", "Lorna", "Lorraine", "Louise", "Lynn", "Mabel",
    "Mandy", "Marion", "Marjorie", "Maureen", "Mavis", "Maxine", "Mildred", "Moira", "Muriel",
    "Natalie", "Nicola", "Nora", "Norma", "Pamela", "Patricia", "Paula", "Pauline", "Peggy",
    "Rita", "Rosemary", "Sally", "Samantha", "Shirley", "Sonia", "Stella", "Sue", "Susan",
    "Sylvia", "Tina", "Tracy", "Valerie", "Vicky", "Vivien", "Wendy", "Winnie", "Yvonne"};
inline constexpr std::array<std::string_view, 106> kMen = {
    "Adrian", "Albert", "Alan", "Alec", "Andrew", "Angus", "Anthony", "Archibald", "Arnold",
    "Barry", "Bernard", "Brian", "Bruce", "Cecil", "Charles", "Clifford", "Clive", "Colin",
    "Craig", "Cyril", "Daniel", "Darren", "David", "Dean", "Dennis", "Derek", "Desmond", "Donald",
    "Douglas", "Duncan", "Eric", "Ernest", "Fergus", "Fred", "Gareth", "Garry", "Geoffrey",
    "George", "Gerald", "Gordon", "Greg", "Harold", "Howard", "Hugh", "Ian", "Ivan", "Jack",
    "James", "Jason", "Jeff", "Jim", "John", "Joseph", "Keith", "Ken", "Kevin", "Lance", "Lee",
    "Leonard", "Leslie", "Malcolm", "Marcus", "Mark", "Martin", "Matthew", "Maurice", "Michael",
    "Neil", "Nigel", "Norman", "Oscar", "Patrick", "Paul", "Peter", "Philip", "Ray", "Reg",
    "Richard", "Robert", "Rodney", "Roger", "Ron", "Ronald", "Roy", "Russell", "Sandy", "Scott",
    "Sean", "Sidney", "Simon", "Stephen", "Stewart", "Stuart", "Ted", "Terry", "Thomas", "Tim",
    "Tom", "Tony", "Trevor", "Victor", "Vincent", "Wallace", "Walter", "Warren", "William"};
// clang-format on

}  // namespace longstone::demo
