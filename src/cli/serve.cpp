#include <atomic>
#include <charconv>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include <spdlog/spdlog.h>

#include "access/password.h"
#include "access/sessions.h"
#include "access/sign_in.h"
#include "api/api.h"
#include "api/routes.h"
#include "base/text.h"
#include "cli/commands.h"
#include "exchange/mail.h"
#include "http/router.h"
#include "http/server.h"
#include "measure/counted.h"
#include "partnership/reminders.h"
#include "people/living.h"
#include "web/routes.h"

namespace longstone::cli {
namespace {

constexpr auto kRound = std::chrono::seconds(5);
constexpr int kRoundsToRemind = 60;           // every five minutes
constexpr int kRoundsToSeal = 720;            // once an hour
constexpr std::size_t kPairsARound = 20'000;  // people looked at for others like them

struct Address {
    std::string host = {};
    std::uint16_t port = 0;
};

std::optional<Address> address_of(const std::string& listen) {
    const auto colon = listen.rfind(':');
    if (colon == std::string::npos) return {};
    unsigned port = 0;
    const auto* from = listen.data() + colon + 1;
    const auto* to = listen.data() + listen.size();
    const auto [end, error] = std::from_chars(from, to, port);
    if (error != std::errc() || end != to || port > 65535) return {};
    return Address{.host = listen.substr(0, colon), .port = static_cast<std::uint16_t>(port)};
}

// What goes on beside the requests: mail, sealing the journal, forgetting old sessions. A round
// that fails is logged and tried again; it never takes the server down.
class Background {
public:
    Background(work::House& house, const access::SignIn& sign_in, exchange::MailSettings mail)
        : house_(house), sign_in_(sign_in), mail_(std::move(mail)) {
        // Nobody waits until all people are read in: a search before that is told so.
        house_.living->filled_beside();
        thread_ = std::thread([this] { run(); });
    }
    ~Background() {
        {
            const std::lock_guard lock(mutex_);
            stopping_ = true;
        }
        wake_.notify_all();
        thread_.join();
    }
    Background(const Background&) = delete;
    Background& operator=(const Background&) = delete;

private:
    void run() {
        int round = 0;
        try {
            house_.living->catch_up();
        } catch (const std::exception& error) {
            spdlog::error("the index of people: {}", error.what());
        }
        std::unique_lock lock(mutex_);
        while (!wake_.wait_for(lock, kRound, [this] { return stopping_; })) {
            lock.unlock();
            try {
                one_round(++round);
            } catch (const std::exception& error) {
                spdlog::error("background round: {}", error.what());
            }
            lock.lock();
        }
    }

    void one_round(int round) {
        while (measure::refresh(house_) > 0) {
            const std::lock_guard lock(mutex_);
            if (stopping_) return;
        }
        house_.living->catch_up();
        house_.living->look_for_pairs(kPairsARound);
        if (round % kRoundsToRemind == 1) partnership::send_reminders(house_);
        if (!mail_.server.empty())
            exchange::send_due_mail(*house_.store, mail_, house_.options.now);
        if (round % kRoundsToSeal != 0) return;
        sign_in_.sweep(house_.now());
        const auto session = house_.store->write();
        access::sweep_sessions(*session, {}, house_.now());
        journal::checkpoint(*session, house_.now(), house_.keys.public_key, house_.keys.secret_key);
        session->commit();
    }

    work::House& house_;
    const access::SignIn& sign_in_;
    exchange::MailSettings mail_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    std::thread thread_ = {};
};

}  // namespace

int serve(const Common& common, const ServeOptions& options) {
    const auto address = address_of(options.listen);
    if (!address) {
        complain("Write --listen as address:port, for example 127.0.0.1:8080.");
        return kUsage;
    }
    const auto base_url =
        options.base_url.empty() ? cat({"http://", options.listen}) : options.base_url;
    const auto house = open(common, base_url);
    if (!house) return kRefused;
    const access::PasswordHasher hasher;
    const access::SignIn sign_in(*house->store, hasher, {.code_required = options.code_required});
    web::App app{.house = *house, .hasher = hasher, .sign_in = sign_in};
    app.settings.trusted_network = options.trusted_network;
    api::Api programs{.house = *house};
    http::Router router;
    web::add_routes(router, app);
    api::add_api_routes(router, programs);
    http::Server server(router,
                        {.address = address->host,
                         .port = address->port,
                         .nodes_behind_proxy = options.nodes_behind_proxy});
    const Background background(
        *house, sign_in, {.server = options.smtp, .from = options.mail_from, .base_url = base_url});
    say(cat({"Longstone serves ",
             house->definitions->partnership.name,
             " on http://",
             address->host,
             ":",
             number(server.port())}));
    server.run();
    return kDone;
}

}  // namespace longstone::cli
