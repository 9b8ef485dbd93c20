//! What the tabs of this browser do together: one of them does something for all, and they tell each other.

use std::{cell::RefCell, rc::Rc, time::Duration};

use futures_channel::oneshot;
use js_sys::{Function, Promise, Reflect};
use leptos::{prelude::set_timeout, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortSignal;

use super::{Host, now};

/// What only one tab has at a time, until it is dropped.
pub struct Lock(Function);

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = self.0.call0(&JsValue::UNDEFINED);
    }
}

/// A lock was not granted.
pub enum NoLock {
    /// The browser has none on this page.
    Unsupported,
    /// It is not wanted any more.
    Stopped,
}

/// Where tabs tell each other something.
pub struct Channel {
    channel: JsValue,
    _listener: Listener,
}

/// One type for all, so that the glue for it is there once.
type Listener = Closure<dyn Fn(JsValue) -> JsValue>;

impl Channel {
    /// Tells all other tabs.
    pub fn tell(&self, text: &str) {
        if let Some(post) = function(&self.channel, "postMessage") {
            let _ = post.call1(&self.channel, &text.into());
        }
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        if let Some(close) = function(&self.channel, "close") {
            let _ = close.call0(&self.channel);
        }
    }
}

impl Host {
    /// Calls `hear` with what other tabs tell; none if the browser has no such channel.
    pub fn channel(&self, name: &str, hear: impl Fn(String) + 'static) -> Option<Channel> {
        let new = function(&self.window()?.into(), "BroadcastChannel")?;
        let channel = Reflect::construct(&new, &js_sys::Array::of1(&name.into())).ok()?;
        let listener = Listener::new(move |event: JsValue| {
            if let Some(text) = Reflect::get(&event, &"data".into()).ok().and_then(|data| data.as_string()) {
                hear(text);
            }
            JsValue::UNDEFINED
        });
        Reflect::set(&channel, &"onmessage".into(), listener.as_ref()).ok()?;
        Some(Channel { channel, _listener: listener })
    }

    /// Waits until no other tab has this lock.
    ///
    /// # Errors
    /// When it is not granted.
    pub async fn lock(&self, name: &str, stop: &AbortSignal) -> Result<Lock, NoLock> {
        let unsupported = |_| NoLock::Unsupported;
        let navigator = self.window().ok_or(NoLock::Unsupported)?.navigator();
        // Absent on pages without a secure context.
        let locks = Reflect::get(&navigator, &"locks".into()).map_err(unsupported)?;
        let request = function(&locks, "request").ok_or(NoLock::Unsupported)?;
        let options = js_sys::Object::new();
        Reflect::set(&options, &"signal".into(), stop).map_err(unsupported)?;
        let (sender, granted) = oneshot::channel();
        let sender = Rc::new(RefCell::new(Some(sender)));
        let grant = Rc::clone(&sender);
        let hold = Listener::new(move |_| {
            Promise::new(&mut |release, _| {
                if let Some(grant) = grant.take() {
                    // Dropped if nobody waits any more: then it is free again.
                    drop(grant.send(Lock(release)));
                }
            })
            .into()
        });
        let held = request.call3(&locks, &name.into(), &options, hold.as_ref()).map_err(unsupported)?;
        spawn_local(async move {
            let _ = JsFuture::from(held.unchecked_into::<Promise>()).await;
            // Not granted, if it still is there.
            drop((sender.take(), hold));
        });
        granted.await.map_err(|_| NoLock::Stopped)
    }

    /// How long ago the browser began to load this page.
    pub fn page_age(&self) -> Duration {
        let read = |from: &JsValue, name: &str| Reflect::get(from, &name.into()).ok();
        let began = self.window().and_then(|window| read(&read(&window, "performance")?, "timeOrigin")?.as_f64());
        let age = began.map_or(0.0, |began| now() - began);
        Duration::from_millis(age.clamp(0.0, 86_400_000.0) as u64)
    }
}

fn function(of: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(of, &name.into()).ok()?.dyn_into().ok()
}

/// Waits.
pub async fn pause(time: Duration) {
    let (sender, over) = oneshot::channel::<()>();
    // It is over when the sender is gone.
    set_timeout(move || drop(sender), time);
    let _ = over.await;
}

/// A random part of a time, so that not everybody does the same at once.
pub fn part_of(time: Duration) -> Duration {
    time.mul_f64(js_sys::Math::random())
}
